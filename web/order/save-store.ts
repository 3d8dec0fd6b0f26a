import { batch, createEffect, createMemo, createSignal, onCleanup, untrack } from "solid-js";
import type { Accessor } from "solid-js";
import type { OrderEdit } from "../../domain/order-edit.ts";
import type { Order } from "../../domain/order.ts";
import type { Problem } from "../../domain/problem.ts";
import type { Attended } from "../offline-queue/attendance.ts";
import { editQueueOf } from "../offline-queue/edit-queue.ts";
import type { QueuedEdit } from "../offline-queue/queued-edit.ts";
import type { SavedEdit } from "../offline-queue/send-edit.ts";
import { THIS_TAB } from "../offline-queue/this-tab.ts";
import { undoAction } from "../orders/undo-store.ts";
import { useScope } from "../session/organization-scope.tsx";
import { toast } from "../ui/toasts.ts";
import { baseVersion, errorsByField } from "./draft-edit.ts";
import type { DraftStore } from "./draft-store.ts";
import type { OrderData } from "./order-data.ts";
import { afterOwnSave, givenBack, withoutPart } from "./draft-steps.ts";

export type SaveState =
  | { readonly kind: "idle" }
  /** `waiting`: there is no line, and it goes by itself. `asked`: a colleague saved the same first. */
  | { readonly kind: "saving"; readonly how: "sending" | "waiting" | "asked" }
  | { readonly kind: "refused"; readonly problem: Problem; /** By field, as it was sent. */ readonly errors: Readonly<Record<string, string>> };

export interface SaveStore {
  readonly state: Accessor<SaveState>;
  /** The draft's part that can be saved goes into the queue of edits; one types on at once. */
  readonly save: () => void;
  /** An edit that is an act of its own (status, fulfilment), apart from the draft. Never settles once the page is left. */
  readonly act: (edit: OrderEdit, version: number) => Promise<Attended>;
  /** Throws away what was typed, and what was refused of it. */
  readonly discard: () => void;
  readonly forget: () => void;
}

/** What is saved on the page of an order, by way of the queue of edits (N4). */
export function createSaveStore(data: OrderData, order: Accessor<Order>, draft: DraftStore): SaveStore {
  const scope = useScope();
  const queue = editQueueOf(scope.user.id);
  const [forgotten, setForgotten] = createSignal<QueuedEdit>();
  const gone = new AbortController();
  onCleanup(() => gone.abort());
  const about = { slug: scope.slug, orderId: order().id, number: order().number };

  const saves = createMemo(() => queue.edits().filter((one) => one.slug === about.slug && one.orderId === about.orderId && one.origin === "page"));
  const refused = createMemo(() => saves().filter((one) => one.state.kind === "refused"));
  const refusedKeys = () => refused().map((one) => one.key);
  const state = createMemo((): SaveState => {
    const open = saves().filter((one) => one.state.kind !== "refused");
    if (open.some((one) => one.state.kind === "conflict")) return { kind: "saving", how: "asked" };
    if (open.length > 0) return { kind: "saving", how: queue.waiting(about.slug) ? "waiting" : "sending" };
    const last = refused().at(-1);
    if (last?.state.kind !== "refused" || last === forgotten()) return { kind: "idle" };
    return { kind: "refused", problem: last.state.problem, errors: errorsByField(last.state.problem, last.edit) };
  });

  queue.onAnswered((edit, saved) => {
    if (edit.slug !== about.slug || edit.orderId !== about.orderId) return;
    data.accept(saved.order);
    draft.update((now) => afterOwnSave(now, edit.edit, saved.order));
    if (edit.origin === "page" && edit.tab === THIS_TAB) saySaved(edit, saved);
  });

  function saySaved(sent: QueuedEdit, { order: next, seq, merged }: SavedEdit): void {
    const others = new Set((data.changes() ?? []).filter((c) => c.version > sent.version && c.version < next.version && c.actor.id !== scope.user.id).map((c) => c.actor.name));
    toast(merged && others.size > 0 ? `Saved, together with changes by ${[...others].join(", ")}` : "Saved", { tone: "done", key: "save", action: undoAction(scope, { orderId: next.id, number: next.number, seq, what: "changes" }) });
  }

  // What was refused goes back into the form, whether it was sent now or before a reload.
  let taken = new Set<string>();
  createEffect(() => {
    const fresh = refused().filter((one) => !taken.has(one.key));
    taken = new Set(refusedKeys());
    if (fresh.length === 0) return;
    untrack(() => draft.update((now) => fresh.reduce((before, one) => givenBack(before, one.draft), now)));
    // Whatever it is that says no may not have been heard of here yet: a lock, a removed line, a deletion.
    void data.read();
  });

  return {
    state,
    save() {
      const now = draft.edit();
      if (Object.keys(now.edit).length === 0) return;
      batch(() => {
        queue.add({ ...about, origin: "page", edit: now.edit, version: baseVersion(now, order()), draft: now.part }, refusedKeys());
        draft.update((before) => withoutPart(before, now.part));
      });
    },
    async act(edit, version) {
      const outcome = await queue.attend({ ...about, origin: "act", edit, version, draft: null }, gone.signal);
      if (outcome.kind === "conflict" || outcome.kind === "refused") await data.read();
      return outcome;
    },
    discard() {
      queue.discard(refusedKeys());
      draft.discard();
    },
    forget: () => void setForgotten(refused().at(-1)),
  };
}
