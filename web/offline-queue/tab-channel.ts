import * as v from "valibot";
import { QueuedEdit } from "./queued-edit.ts";
import { SavedEdit } from "./send-edit.ts";

/** What tabs of one person tell each other about the queue. The database is the truth; this only says when to look. */
const Message = v.variant("type", [
  /** Something was stored. */
  v.object({ type: v.literal("changed") }),
  /** Only the tab that sends hears the answers. */
  v.object({ type: v.literal("answered"), edit: QueuedEdit, saved: SavedEdit }),
  v.object({ type: v.literal("line"), slug: v.string(), stalled: v.boolean() }),
  /** A tab has just opened: how does the line stand? */
  v.object({ type: v.literal("hello") }),
  /** The line may be back: the tab that sends may be hidden, where timers are slow. */
  v.object({ type: v.literal("wake") }),
]);
export type Message = v.InferOutput<typeof Message>;

export interface TabChannel {
  readonly say: (message: Message) => void;
}

export function openChannel(person: string, heard: (message: Message) => void): TabChannel {
  const channel = new BroadcastChannel(`quayside.offline-queue.${person}`);
  channel.addEventListener("message", (event: MessageEvent<unknown>) => {
    const message = v.safeParse(Message, event.data);
    // A tab of another version may say what this one does not know; that something changed it does know.
    heard(message.success ? message.output : { type: "changed" });
  });
  // A channel is of one origin by itself.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  return { say: (message) => channel.postMessage(message) };
}
