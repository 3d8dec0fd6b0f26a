import type { Change } from "./change.ts";
import { FRAME_ITEMS } from "./live.ts";
import type { ChangesFrame, Publication, RangeFrame } from "./live.ts";

/** False for one whose items are not exactly `from`…`to`: sending it would put a hole into every replica. */
export function isWhole(p: Publication): boolean {
  if (p.from < 1 || p.to < p.from) return false;
  return !("items" in p) || (p.items.length === p.to - p.from + 1 && p.items.every((c, i) => c.seq === p.from + i));
}

/** What of it comes after `seq`; null if nothing does. */
export function cutAfter(p: Publication, seq: number): Publication | null {
  if (p.to <= seq) return null;
  if (p.from > seq) return p;
  return "items" in p ? { from: seq + 1, to: p.to, items: p.items.slice(seq + 1 - p.from) } : { ...p, from: seq + 1 };
}

/** Rows of the log as publications: those of a job become a range, because an import is nothing to replay row by row. */
export function publicationsOf(changes: readonly Change[]): Publication[] {
  const out: Publication[] = [];
  for (const [first, ...rest] of runsOf(changes)) {
    const span = { from: first.seq, to: (rest.at(-1) ?? first).seq };
    out.push(first.cause.kind === "request" ? { ...span, items: [first, ...rest] } : { ...span, cause: first.cause });
  }
  return out;
}

/** Neighbours that go out together: single requests, or one job. */
function runsOf(changes: readonly Change[]): [Change, ...Change[]][] {
  const runs: [Change, ...Change[]][] = [];
  for (const change of changes) {
    const run = runs.at(-1);
    const before = run?.[0].cause;
    const together = before?.kind === change.cause.kind && (before.kind === "request" || before.id === change.cause.id);
    if (run && together) run.push(change);
    else runs.push([change]);
  }
  return runs;
}

/** A change of many lines counts for several: it is the browser's time that is shared out. */
function weightOf(change: Change): number {
  return 1 + Math.floor(Object.keys(change.patch).length / 20);
}

/** As few frames as say the same: neighbours join, up to the weight of `FRAME_ITEMS` common changes each. */
export function framesOf(publications: readonly Publication[]): (ChangesFrame | RangeFrame)[] {
  const frames: (ChangesFrame | RangeFrame)[] = [];
  let weight = 0;
  for (const p of publications) {
    const last = frames.at(-1);
    if ("cause" in p) {
      if (last?.type === "range" && last.cause.id === p.cause.id) last.to = p.to;
      else frames.push({ type: "range", from: p.from, to: p.to, cause: p.cause });
      continue;
    }
    for (const change of p.items) {
      const open = frames.at(-1);
      const more = weightOf(change);
      if (open?.type === "changes" && weight + more <= FRAME_ITEMS) {
        open.items.push(change);
        open.to = change.seq;
        weight += more;
      } else {
        weight = more;
        frames.push({ type: "changes", from: change.seq, to: change.seq, items: [change] });
      }
    }
  }
  return frames;
}
