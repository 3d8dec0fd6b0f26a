import { BEHIND_LIMIT } from "../../../domain/live.ts";
import { digestOf, equal } from "./digest.ts";
import type { Feed, FinalState, GridRecord, Heard, Violation } from "./history.ts";

/** Every client was told the log: each change once, in order, as it is, to the end. Judged on the wire, before a client's own rules would drop what comes twice. */
export function checkFeeds(feeds: readonly Feed[], final: FinalState): Violation[] {
  const digests = final.log.map(digestOf);
  return feeds.flatMap((feed) => [...checkHeard(feed, final, digests), ...checkReplica(feed, final)]);
}

function checkHeard({ client, heard }: Feed, { log, headSeq }: FinalState, digests: readonly string[]): Violation[] {
  const found: Violation[] = [];
  const say = (kind: Violation["kind"], detail: string): void => void found.push({ kind, detail: `${client}: ${detail}` });
  let at = 0;
  for (const frame of heard) {
    switch (frame.kind) {
      case "hello":
        if (frame.after > at) say("gap", `came back with ${frame.after}, of which it was told ${at}`);
        at = frame.after;
        break;
      case "reset":
        if (frame.seq - at <= BEHIND_LIMIT) say("needless reset", `from ${at} to ${frame.seq}`);
        at = frame.seq;
        break;
      case "changes":
      case "range":
        if (frame.from > at + 1) say("gap", `after ${at} came ${frame.from} to ${frame.to}`);
        if (frame.from <= at) say("repeat or reorder", `after ${at} came ${frame.from} to ${frame.to}`);
        if (!isAsLogged(frame)) say("told otherwise than logged", `${frame.from} to ${frame.to}`);
        at = frame.to;
    }
  }
  if (at !== headSeq) say("feed ends before the log", `at ${at} of ${headSeq}`);
  return found;

  function isAsLogged(frame: Extract<Heard, { kind: "changes" | "range" }>): boolean {
    if (frame.kind === "range") return log.slice(frame.from - 1, frame.to).every((c) => c.cause.id === frame.cause);
    return frame.items.length === frame.to - frame.from + 1 && frame.items.every((item, i) => item.seq === frame.from + i && item.digest === digests[item.seq - 1]);
  }
}

function checkReplica({ client, rows }: Feed, { orders }: FinalState): Violation[] {
  if (rows === null) return [];
  const found: Violation[] = [];
  for (const { order } of orders) {
    const row = rows.get(order.id);
    if (!row) found.push({ kind: "replica differs", detail: `${client} does not know order ${order.number}` });
    else if (!equal(row, Object.fromEntries(Object.keys(row).map((name) => [name, new Map(Object.entries(order)).get(name)])))) {
      found.push({ kind: "replica differs", detail: `${client} holds ${order.number} at version ${row.version}, the database at ${order.version}` });
    }
  }
  if (rows.size !== orders.length) found.push({ kind: "replica differs", detail: `${client} holds ${rows.size} orders of ${orders.length}` });
  return found;
}

export function checkGrids(grids: readonly GridRecord[]): Violation[] {
  return grids.filter(({ shown, stored }) => shown.length === 0 || !equal(shown, stored)).map(({ who, shown, stored }) => ({ kind: "grid differs", detail: `${who} sees ${JSON.stringify(shown)}; stored is ${JSON.stringify(stored)}` }));
}
