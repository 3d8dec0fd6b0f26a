import { type JSX, Show, createEffect, createSignal, on, onCleanup } from "solid-js";
import * as v from "valibot";
import { Order } from "../../domain/order.ts";
import { problem } from "../../domain/problem.ts";
import { ApiProblem, api, newIdempotencyKey } from "../api.ts";
import { ConflictDialog } from "../conflict/conflict-dialog.tsx";
import type { ConflictInWords, Side } from "../conflict/conflict-dialog.tsx";
import { readAmount } from "../order/amount-text.ts";
import { conflictWords } from "../order/conflict-words.ts";
import { NO_DRAFT } from "../order/order-draft.ts";
import { lookupsOf } from "../orders/lookups.ts";
import { useScope } from "../session/organization-scope.tsx";
import { decided } from "./conflicts.ts";
import type { EditQueue } from "./edit-queue.ts";
import type { QueuedEdit } from "./queued-edit.ts";

const OrderAnswer = v.object({ order: Order });
/** Milliseconds until a question that could not be prepared is prepared again. */
const AGAIN_AFTER = 5_000;
/** How often an order that changes on and on is looked at anew before its author is asked about an older state. */
const ROUNDS = 4;
/** By key, for as long as the page: a new round is a new question. */
const rounds = new Map<string, number>();

interface Question {
  readonly edit: QueuedEdit;
  readonly order: Order;
  /** Made once: what changes behind the dialog must not redraw it under a hand. */
  readonly conflicts: readonly ConflictInWords[];
}

interface ConflictQuestionProps {
  readonly queue: EditQueue;
  /** The one that is asked about; another one in its place is the next question. */
  readonly edit: QueuedEdit;
}

/** Asks the author of an edit whose value stays, and tells the queue. */
export function ConflictQuestion(props: ConflictQuestionProps): JSX.Element {
  const scope = useScope();
  const { queue } = props;
  const { read } = lookupsOf(scope);
  const [question, setQuestion] = createSignal<Question>();
  let gone = false;
  let again: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => {
    gone = true;
    clearTimeout(again);
  });

  // Not prepared for want of a line, it is when there is one again, or after a while: the answer may have been a failure.
  createEffect(on([() => props.edit, () => scope.connection().state], ([edit]) => {
    if (question()?.edit.key !== edit.key) setQuestion(undefined);
    if (question() === undefined) void prepare(edit);
  }));

  async function prepare(edit: QueuedEdit): Promise<void> {
    const { state } = edit;
    if (state.kind !== "conflict") return;
    try {
      const [{ order }, names] = await Promise.all([api(scope, "GET", `/orders/${encodeURIComponent(edit.orderId)}`, undefined, { schema: OrderAnswer }), read()]);
      // Answered meanwhile, in another tab.
      if (gone || props.edit !== edit) return;
      const round = (rounds.get(edit.key) ?? 0) + 1;
      rounds.set(edit.key, round);
      // A question is about what stands now: if that is another version already, the server is asked anew.
      if (order.version !== state.version && round < ROUNDS) return queue.retry(edit);
      setQuestion({ edit, order, conflicts: state.conflicts.map((one) => conflictWords(one, order, edit.draft ?? NO_DRAFT, names)) });
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (gone || props.edit !== edit || question()) return;
      const { code } = error.problem;
      if (code === "not_found" || code === "forbidden") return queue.refuse(edit, error.problem);
      clearTimeout(again);
      again = setTimeout(() => void prepare(edit), Math.max(AGAIN_AFTER, (error.problem.retryAfter ?? 0) * 1_000));
    }
  }

  function choose({ edit, order }: Question, choice: ReadonlyMap<string, Side>): void {
    const readFee = (text: string) => readAmount(text, scope.organization.currency, scope.organization.locale);
    queue.decide(edit, decided(edit, choice, order, newIdempotencyKey(), readFee));
  }
  const later = ({ edit, conflicts }: Question) => queue.refuse(edit, problem("refused", `${conflicts[0]?.by ?? "Somebody"} changed this meanwhile. Yours is not saved.`));

  return (
    <Show keyed when={question()}>
      {(asked) => <ConflictDialog about={`Order ${asked.edit.number}`} conflicts={asked.conflicts} onChoose={(choice) => choose(asked, choice)} onCancel={() => later(asked)} />}
    </Show>
  );
}
