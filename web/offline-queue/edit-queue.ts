import { createEffect, createRoot, createSignal, on, onCleanup } from "solid-js";
import type { Accessor } from "solid-js";
import type { Change } from "../../domain/change.ts";
import type { Problem } from "../../domain/problem.ts";
import { newIdempotencyKey } from "../api.ts";
import { sessionExpired } from "../session/expiry.ts";
import { checkSession } from "../session/session.ts";
import { askBeforeLeaving } from "./ask-before-leaving.ts";
import { createAttendance } from "./attendance.ts";
import type { Attended } from "./attendance.ts";
import { createEditList } from "./edit-list.ts";
import type { QueuedEdit, UnreadableEdit } from "./queued-edit.ts";
import type { SavedEdit } from "./send-edit.ts";
import { createRecentSaves } from "./recent-saves.ts";
import { Sender } from "./sender.ts";
import { senderDesk, versionOf } from "./sender-desk.ts";
import type { DeskParts } from "./sender-desk.ts";
import { openChannel } from "./tab-channel.ts";
import type { Message } from "./tab-channel.ts";
import { THIS_TAB } from "./this-tab.ts";
import { until } from "./until.ts";

export type NewEdit = Pick<QueuedEdit, "slug" | "orderId" | "number" | "origin" | "edit" | "version" | "draft">;
export type AnsweredHandler = (edit: QueuedEdit, saved: SavedEdit) => void;

/** One person's edits that the server has not confirmed (N4), shared by all tabs of this browser. */
export interface EditQueue {
  /** Of all organizations, oldest first. */
  readonly edits: Accessor<readonly QueuedEdit[]>;
  readonly unreadable: Accessor<readonly UnreadableEdit[]>;
  /** Keys of those that this browser would not store. */
  readonly unstored: Accessor<ReadonlySet<string>>;
  /** There is no line to this organization, so that what is queued waits. */
  readonly waiting: (slug: string) => boolean;
  /** Its change was heard by the socket before the answer came: it needs no overlay any more. */
  readonly heard: (key: string) => boolean;
  /** @param replaces keys of refused ones that it takes the place of */
  add(edit: NewEdit, replaces?: readonly string[]): QueuedEdit;
  /** The same for who stands by: a conflict or a refusal is handed back to them instead of kept here. */
  attend(edit: NewEdit, gone: AbortSignal): Promise<Attended>;
  /** Sends a refused one again, as the same request. */
  retry(edit: QueuedEdit): void;
  discard(keys: readonly string[]): void;
  /** What its author decided about a conflict: another request, or nothing. */
  decide(edit: QueuedEdit, next: QueuedEdit | null): void;
  /** It goes no further by itself. */
  refuse(edit: QueuedEdit, problem: Problem): void;
  hear(changes: readonly Change[]): void;
  /** The line may be back. */
  wake(): void;
  /** When nothing of this organization is under way: true; as soon as there is no line: false. */
  settled(slug: string): Promise<boolean>;
  /** Saves of every tab, in the same batch in which they leave the queue. Ends with the owner. */
  onAnswered(handler: AnsweredHandler): void;
}

const queues = new Map<string, EditQueue>();

/** The queue of a person; it lives as long as the page, whichever organization is on screen (N3.41). */
export function editQueueOf(person: string): EditQueue {
  const found = queues.get(person);
  if (found) return found;
  const queue = createRoot(() => createEditQueue(person));
  queues.set(person, queue);
  return queue;
}

function createEditQueue(person: string): EditQueue {
  const [stalled, setStalled] = createSignal<ReadonlySet<string>>(new Set());
  const [heard, setHeard] = createSignal<ReadonlySet<string>>(new Set());
  const handlers = new Set<AnsweredHandler>();
  const senders = new Map<string, Sender>();
  const list = createEditList(person, () => channel.say({ type: "changed" }));
  const channel = openChannel(person, listen);
  const attendance = createAttendance();
  const madeHere = new Set<string>();
  const recent = createRecentSaves();
  let loaded = false;

  const waiting = (slug: string) => stalled().has(slug);

  function mark(slug: string, is: boolean): void {
    setStalled((now) => (now.has(slug) === is ? now : new Set(is ? [...now, slug] : [...now].filter((one) => one !== slug))));
  }

  function listen(message: Message): void {
    if (message.type === "answered") answered(message.edit, message.saved);
    else if (message.type === "line") mark(message.slug, message.stalled);
    else if (message.type === "wake") wakeSenders();
    else if (message.type === "hello") {
      for (const [slug, sender] of senders) if (sender.stalled) channel.say({ type: "line", slug, stalled: true });
    } else void list.refresh();
  }

  function answered(edit: QueuedEdit, saved: SavedEdit): void {
    recent.add(edit, versionOf(saved));
    attendance.answered(edit.key, saved);
    for (const handler of handlers) {
      // One part of a page that fails must not keep the answer from the others.
      try {
        handler(edit, saved);
      } catch (error) {
        reportError(error);
      }
    }
  }

  const parts: DeskParts = {
    list,
    attendance,
    isMadeHere: (key) => madeHere.has(key),
    answered(edit, saved) {
      channel.say({ type: "answered", edit, saved });
      answered(edit, saved);
    },
    stalled(slug, is) {
      if (waiting(slug) !== is) channel.say({ type: "line", slug, stalled: is });
      mark(slug, is);
    },
  };

  function senderOf(slug: string): Sender {
    const found = senders.get(slug);
    if (found) return found;
    const sender = new Sender(`quayside.offline-queue.${person}.${slug}`, senderDesk(slug, parts));
    senders.set(slug, sender);
    return sender;
  }
  const wakeSenders = () => {
    // The person may have signed in in another tab.
    if (list.edits().length > 0 && sessionExpired()) void checkSession();
    for (const sender of senders.values()) sender.wake();
  };
  const wake = () => {
    wakeSenders();
    channel.say({ type: "wake" });
  };

  createEffect(() => {
    const edits = list.edits();
    const back = edits.filter((edit) => attendance.settle(edit, waiting(edit.slug)));
    if (back.length > 0) return discard(back.map((edit) => edit.key));
    for (const slug of new Set(edits.map((edit) => edit.slug))) senderOf(slug).changed();
  });
  createEffect(on(sessionExpired, (expired) => expired || wake(), { defer: true }));
  askBeforeLeaving(() => list.unstored().size > 0);
  addEventListener("online", wake);
  document.addEventListener("visibilitychange", () => document.hidden || wake());
  void list.refresh().then(() => (loaded = true));
  channel.say({ type: "hello" });

  const discard = (keys: readonly string[]) => void list.change([], keys);
  function make(wanted: NewEdit, key: string): QueuedEdit {
    if (loaded) madeHere.add(key);
    const at = Math.max(Date.now(), ...list.edits().map((edit) => edit.at + 1));
    const edit: QueuedEdit = { ...wanted, format: 1, key, person, own: {}, tab: THIS_TAB, at, state: { kind: "queued" } };
    return recent.followedBy(edit);
  }

  return {
    edits: list.edits,
    unreadable: list.unreadable,
    unstored: list.unstored,
    waiting,
    heard: (key) => heard().has(key),
    add(wanted, replaces = []) {
      const edit = make(wanted, newIdempotencyKey());
      void list.change([edit], replaces);
      return edit;
    },
    attend(wanted, gone) {
      const edit = make(wanted, newIdempotencyKey());
      const outcome = attendance.begin(edit.key, gone);
      void list.change([edit], []);
      return outcome;
    },
    retry(edit) {
      void list.change([{ ...edit, state: { kind: "queued" } }], []);
      wake();
    },
    discard,
    decide: (edit, next) => void list.change(next ? [next] : [], [edit.key]),
    refuse: (edit, problem) => void list.change([{ ...edit, state: { kind: "refused", problem } }], []),
    hear(changes) {
      // The cause of a change names the key under which it was asked for, after who asked.
      const mine = list.edits().filter((edit) => changes.some((change) => change.entityId === edit.orderId && change.cause.id.endsWith(`:${edit.key}`)));
      if (mine.length > 0) setHeard((now) => new Set([...now, ...mine.map((edit) => edit.key)]));
    },
    wake,
    settled: (slug) =>
      until(() => {
        const open = list.edits().some((edit) => edit.slug === slug && edit.state.kind === "queued");
        return open && !waiting(slug) ? undefined : !open;
      }),
    onAnswered(handler) {
      handlers.add(handler);
      onCleanup(() => handlers.delete(handler));
    },
  };
}
