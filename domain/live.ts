import * as v from "valibot";
import { BulkJobView } from "./bulk-job.ts";
import { Change, Cause } from "./change.ts";
import { text } from "./text.ts";

/**
 * # The live protocol
 *
 * One WebSocket a tab (`GET /api/v1/:org/live`), JSON frames, checked by these
 * schemas in both directions. The change log in the database is the truth; the
 * socket is the fastest way to hear of it.
 *
 * 1. The client opens with `hello {after}`: the last `seq` that it holds (null:
 *    none, start from now). The room answers `welcome {seq, people}` and then
 *    sends, in `changes` and `range` frames, all that was committed after `after`
 *    (after `seq`, if `after` was null).
 * 2. `changes {from, to, items}` is contiguous: items carry every seq from `from`
 *    to `to`; the client applies it whole.
 * 3. `range {from, to, cause}` stands for the changes of a job, without rows: the
 *    client moves to `to` and reads again the windows that it shows.
 * 4. What a client already has it drops; a frame that begins after its own seq + 1 makes
 *    it say `hello` again and ignore all until the next `welcome`: it never guesses. No
 *    second `hello` before the `welcome` to the first.
 * 5. `reset {seq}`: too far behind (more than `CATCH_UP_LIMIT`) or claiming the
 *    future. The client drops what it holds, reads its windows again and says
 *    `hello {after: seq}`; until then the room sends it nothing.
 * 6. `ack {seq}` tells the room how far a client is, at most every `ACK_EVERY_MS`. One
 *    that stays more than `BEHIND_LIMIT` behind for `BEHIND_FOR_MS` is told to `reset`,
 *    and costs the rest nothing. After its memory was lost the room
 *    goes on from the acks and from what it noted in the sockets.
 * 7. `presence` is a claim, never a lock, and never in the database.
 */
export const CATCH_UP_LIMIT = 10_000;
/** At most so many changes a frame: a browser checks and applies them without a long task (200 take it about 15 ms the first time). */
export const FRAME_ITEMS = 200;
export const BEHIND_LIMIT = 2_000;
export const BEHIND_FOR_MS = 5_000;
export const ACK_EVERY_MS = 1_000;
/** Changes that follow one another share a frame, so that many sockets cost no more than the room can send: one that comes alone waits no longer than this, a crowd no longer than twice. */
export const COALESCE_MS = 50;
/** Commits that ran side by side may be published in the other order: how long to wait before reading the log instead. */
export const GAP_WAIT_MS = 50;
/** Comings and goings share a frame: after a restart everybody arrives at once. */
export const PRESENCE_EVERY_MS = 100;
/** The client sends "ping", the runtime answers "pong" without waking the room. */
export const PING = "ping";
export const PONG = "pong";
export const PING_EVERY_MS = 4_000;
/** A client silent for longer is taken for gone. */
export const GONE_AFTER_MS = 9_000;
/** While somebody is active the room compares itself with the log this often... */
export const SWEEP_EVERY_MS = 5_000;
/** ...and goes on for as long after the last sign of life, so that who vanished meanwhile is seen to be gone. */
export const ACTIVE_FOR_MS = 10_000;
/** With sockets that only listen: it sleeps in between, yet a change whose publication was lost still arrives. */
export const IDLE_SWEEP_EVERY_MS = 60_000;
/** Characters. The longest honest frame is a presence with a long field name. */
export const CLIENT_FRAME_LIMIT = 4_096;

/** Sockets are closed with one of these; the client knows what to do. */
export const CLOSE = {
  /** Session ended or membership removed: do not reconnect, ask to sign in. */
  revoked: 4401,
  /** What the person may do has changed: ask who one is, and connect again. */
  changed: 4403,
  /** A frame that is not of this protocol. */
  protocol: 4400,
  /** The database could not be read: connect again after a pause. */
  again: 4503,
} as const;

const Seq = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

export const Doing = v.object({
  orderId: v.nullable(v.pipe(v.string(), v.maxLength(40))),
  /** Its number, for people: others need not have the order at hand. */
  number: v.optional(text(40)),
  field: v.nullable(text(80)),
  mode: v.picklist(["viewing", "editing"]),
});
export type Doing = v.InferOutput<typeof Doing>;

export const Present = v.object({
  clientId: v.string(),
  personId: v.string(),
  name: v.string(),
  initials: v.string(),
  color: v.string(),
  /** A script that listens with an API key. */
  script: v.boolean(),
  doing: Doing,
});
export type Present = v.InferOutput<typeof Present>;

export const ImportJobProgress = v.object({
  id: v.string(),
  kind: v.literal("import"),
  state: v.picklist(["uploading", "ready", "queued", "running", "done", "failed", "cancelled"]),
  name: v.string(),
  /** Bytes read and in all. */
  done: v.number(),
  total: v.number(),
  orders: v.number(),
  lines: v.number(),
  unchanged: v.number(),
  rejected: v.number(),
});
export type ImportJobProgress = v.InferOutput<typeof ImportJobProgress>;

/** How far a job is, of either kind. */
export const JobProgress = v.variant("kind", [ImportJobProgress, BulkJobView]);
export type JobProgress = v.InferOutput<typeof JobProgress>;

export const ClientFrame = v.variant("type", [
  v.object({ type: v.literal("hello"), after: v.nullable(Seq) }),
  v.object({ type: v.literal("ack"), seq: Seq }),
  v.object({ type: v.literal("presence"), doing: Doing }),
]);
export type ClientFrame = v.InferOutput<typeof ClientFrame>;

export const ServerFrame = v.variant("type", [
  /** `room` names the waking of the room that answers: another one means that its memory was lost in between. */
  v.object({ type: v.literal("welcome"), seq: Seq, clientId: v.string(), people: v.array(Present), room: v.string() }),
  v.object({ type: v.literal("changes"), from: Seq, to: Seq, items: v.array(Change) }),
  v.object({ type: v.literal("range"), from: Seq, to: Seq, cause: Cause }),
  v.object({ type: v.literal("reset"), seq: Seq }),
  /** Who came or did something else; who left. */
  v.object({ type: v.literal("presence"), came: v.array(Present), left: v.array(v.string()) }),
  v.object({ type: v.literal("job"), job: JobProgress }),
]);
export type ServerFrame = v.InferOutput<typeof ServerFrame>;

export type ChangesFrame = Extract<ServerFrame, { type: "changes" }>;
export type RangeFrame = Extract<ServerFrame, { type: "range" }>;

/** What the worker hands the room after a commit: every change from `from` to `to`, or the job that made them. */
export type Publication =
  | { readonly from: number; readonly to: number; readonly items: readonly Change[] }
  | { readonly from: number; readonly to: number; readonly cause: Cause };
