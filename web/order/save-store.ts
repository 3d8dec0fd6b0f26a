import { batch, createEffect, createSignal, on } from "solid-js";
import type { Accessor } from "solid-js";
import type { OrderEdit } from "../../domain/order-edit.ts";
import type { Order } from "../../domain/order.ts";
import type { FieldConflict, Problem } from "../../domain/problem.ts";
import { newIdempotencyKey } from "../api.ts";
import { editOrder } from "../orders/edit-order.ts";
import type { EditOutcome } from "../orders/edit-order.ts";
import { undoAction } from "../orders/undo-store.ts";
import { useScope } from "../session/organization-scope.tsx";
import { checkSession } from "../session/session.ts";
import { toast } from "../ui/toasts.ts";
import { baseVersion, errorsByField, undecided } from "./draft-edit.ts";
import type { DraftStore } from "./draft-store.ts";
import type { OrderData } from "./order-data.ts";
import { afterSave, rebase } from "./order-draft.ts";
import type { OrderPageDraft } from "./order-draft.ts";

export type SaveState =
  | { readonly kind: "idle" }
  /** `waiting`: the connection is lost, and it is sent again by itself. */
  | { readonly kind: "saving"; readonly waiting: boolean }
  /** Nobody knows whether it was saved. The same is sent again, under the same key, when the connection is back. */
  | { readonly kind: "unanswered" }
  | { readonly kind: "refused"; readonly problem: Problem; /** By field, as it was sent. */ readonly errors: Readonly<Record<string, string>> };

/** What a person is asked: a colleague saved the same fields first. */
export interface Question {
  readonly conflicts: readonly FieldConflict[];
  readonly answer: (choice: ReadonlyMap<string, "mine" | "theirs">) => void;
  readonly cancel: () => void;
}

export interface SaveStore {
  readonly state: Accessor<SaveState>;
  readonly question: Accessor<Question | undefined>;
  readonly save: () => Promise<void>;
  /** An edit that is an act of its own (status, fulfilment), apart from the draft. */
  readonly act: (edit: OrderEdit, version: number) => Promise<EditOutcome>;
  readonly forget: () => void;
}

interface Attempt {
  readonly key: string;
  readonly version: number;
  readonly edit: OrderEdit;
  /** The part of the draft that it saves. */
  readonly part: OrderPageDraft;
  readonly fields: ReadonlySet<string>;
}

/** What was asked and answered about these fields up to a version. */
interface Decided {
  readonly version: number;
  readonly fields: ReadonlySet<string>;
}

/** How often a save that was decided already meets yet another version before the person is asked again. */
const ROUNDS = 4;

export function createSaveStore(data: OrderData, order: Accessor<Order>, draft: DraftStore): SaveStore {
  const scope = useScope();
  const [state, setState] = createSignal<SaveState>({ kind: "idle" });
  const [question, setQuestion] = createSignal<Question>();
  /** Sent, and not known to have arrived. */
  let open: Attempt | undefined;
  /** The same act, pressed again after a lost answer, is the same intent. */
  let act: { readonly wanted: string; readonly key: string } | undefined;

  const send = (edit: OrderEdit, version: number, key: string) =>
    editOrder(scope, { id: order().id, version }, edit, { key, onWaiting: () => setState({ kind: "saving", waiting: true }) });

  async function save(decided?: Decided): Promise<void> {
    if (state().kind === "saving" || question() !== undefined) return;
    setState({ kind: "saving", waiting: false });
    await attempts(1, decided);
  }

  async function attempts(round: number, decided?: Decided): Promise<void> {
    if (open === undefined) {
      const now = draft.edit();
      if (Object.keys(now.edit).length === 0) return void setState({ kind: "idle" });
      open = { key: newIdempotencyKey(), version: baseVersion(now, order(), decided), edit: now.edit, part: now.part, fields: new Set(now.since.keys()) };
    }
    const sent = open;
    const outcome = await send(sent.edit, sent.version, sent.key);
    if (outcome.kind === "unanswered") return void setState({ kind: "unanswered" });
    open = undefined;
    if (outcome.kind === "saved") saved(sent, outcome.order, outcome.seq, outcome.merged);
    else if (outcome.kind === "refused") await refused(outcome.problem, sent.edit);
    else await conflicting(outcome.conflicts, { version: outcome.version, fields: sent.fields }, round);
  }

  function saved(sent: Attempt, next: Order, seq: number, merged: boolean): void {
    batch(() => {
      draft.update((now) => afterSave(now, sent.part, next));
      data.accept(next);
      setState({ kind: "idle" });
    });
    const others = new Set((data.changes() ?? []).filter((c) => c.version > sent.version && c.version < next.version && c.actor.id !== scope.user.id).map((c) => c.actor.name));
    toast(merged && others.size > 0 ? `Saved, together with changes by ${[...others].join(", ")}` : "Saved", { tone: "done", key: "save", action: undoAction(scope, { orderId: next.id, number: next.number, seq, what: "changes" }) });
  }


  async function refused(problem: Problem, edit: OrderEdit): Promise<void> {
    // Whatever it is that says no may not have been heard of here yet: a lock, a removed line, a deletion, another role.
    await Promise.all([data.read(), problem.code === "forbidden" ? checkSession() : undefined]);
    setState({ kind: "refused", problem, errors: errorsByField(problem, edit) });
  }

  async function conflicting(conflicts: readonly FieldConflict[], met: Decided, round: number): Promise<void> {
    await data.read();
    const now = order();
    const unsettled = undecided(conflicts, draft.draft());
    // A question is about what stands now: if that is another version already, the server is asked anew.
    if (round < ROUNDS && now.version !== met.version) return attempts(round + 1);
    if (round < ROUNDS && unsettled.length === 0) return attempts(round + 1, met);
    setState({ kind: "idle" });
    setQuestion({
      conflicts: unsettled.length === 0 ? conflicts : unsettled,
      answer(choice) {
        setQuestion(undefined);
        for (const [field, side] of choice) {
          if (side === "theirs") draft.takeTheirs(field);
          else draft.update((before) => rebase(before, now, field));
        }
        void save(met);
      },
      cancel: () => setQuestion(undefined),
    });
  }

  // A save whose answer was lost goes again when the connection comes back.
  createEffect(on(() => scope.connection().state, (now) => now === "live" && state().kind === "unanswered" && void save(), { defer: true }));

  return {
    state,
    question,
    save: () => save(),
    async act(edit, version) {
      const wanted = JSON.stringify({ edit, version });
      if (act?.wanted !== wanted) act = { wanted, key: newIdempotencyKey() };
      const outcome = await editOrder(scope, { id: order().id, version }, edit, { key: act.key });
      if (outcome.kind !== "unanswered") act = undefined;
      if (outcome.kind === "saved") data.accept(outcome.order);
      else await Promise.all([data.read(), outcome.kind === "refused" && outcome.problem.code === "forbidden" ? checkSession() : undefined]);
      return outcome;
    },
    forget: () => {
      if (state().kind === "refused") setState({ kind: "idle" });
    },
  };
}
