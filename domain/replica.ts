import type { Cause, Change } from "./change.ts";
import type { ServerFrame } from "./live.ts";
import { cutAfter, isWhole } from "./publication.ts";

/** How far a client holds the log. It moves only by whole, contiguous frames. */
export interface Replica {
  /** Everything up to here was applied; null before the first welcome. */
  readonly seq: number | null;
  /** False from `hello` to `welcome`: what arrives in between was sent before the room heard us. */
  readonly greeted: boolean;
}

export type Effect =
  | { readonly kind: "none" }
  | { readonly kind: "apply"; readonly changes: readonly Change[] }
  /** Changes without rows: read the open windows again. */
  | { readonly kind: "reread"; readonly cause: Cause }
  /** Drop everything, read the open windows again, and say hello. */
  | { readonly kind: "reset" }
  /** Something is missing: say hello again. */
  | { readonly kind: "rehello" };

export interface Applied {
  readonly replica: Replica;
  readonly effect: Effect;
}

export const EMPTY_REPLICA: Replica = { seq: null, greeted: false };

/** To be called when `hello {after: replica.seq}` is sent. */
export function greeting(replica: Replica): Replica {
  return { seq: replica.seq, greeted: false };
}

export function applyFrame(replica: Replica, frame: ServerFrame): Applied {
  switch (frame.type) {
    case "welcome":
      return { replica: { seq: replica.seq ?? frame.seq, greeted: true }, effect: { kind: "none" } };
    case "reset":
      return replica.greeted
        ? { replica: { seq: frame.seq, greeted: false }, effect: { kind: "reset" } }
        : { replica, effect: { kind: "none" } };
    case "changes":
    case "range":
      return replica.greeted && replica.seq !== null ? advanced(replica.seq, frame) : { replica, effect: { kind: "none" } };
    case "presence":
    case "job":
      return { replica, effect: { kind: "none" } };
  }
}

function advanced(seq: number, frame: Extract<ServerFrame, { type: "changes" | "range" }>): Applied {
  if (frame.from > seq + 1 || !isWhole(frame)) return { replica: { seq, greeted: false }, effect: { kind: "rehello" } };
  const news = cutAfter(frame, seq);
  if (news === null) return { replica: { seq, greeted: true }, effect: { kind: "none" } };
  return {
    replica: { seq: news.to, greeted: true },
    effect: "items" in news ? { kind: "apply", changes: news.items } : { kind: "reread", cause: news.cause },
  };
}
