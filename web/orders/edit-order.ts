import * as v from "valibot";
import type { OrderEdit } from "../../domain/order-edit.ts";
import { Order } from "../../domain/order.ts";
import type { FieldConflict, Problem } from "../../domain/problem.ts";
import { ApiProblem, api, newIdempotencyKey, unlessGone } from "../api.ts";
import type { ApiScope } from "../api.ts";

const Saved = v.object({ order: Order, seq: v.number(), merged: v.boolean() });

/** What became of an edit. Nothing is ever thrown away silently: all but `saved` leave what was typed with the caller. */
export type EditOutcome =
  | { readonly kind: "saved"; readonly order: Order; readonly seq: number; /** Others had changed other fields meanwhile. */ readonly merged: boolean }
  /** The same field was changed by somebody else: ask theirs or mine; mine is sent again on `version`. */
  | { readonly kind: "conflict"; readonly conflicts: readonly FieldConflict[]; readonly version: number }
  /** The rule, or the role, says no: `problem.detail` says why, `problem.errors` at which field. */
  | { readonly kind: "refused"; readonly problem: Problem }
  /** No answer in all that time: whether it was saved is unknown. Send it again with the same key. */
  | { readonly kind: "unanswered"; readonly problem: Problem };

export interface EditOptions {
  /** Repeats an earlier attempt of the same edit: it then happens once. */
  readonly key?: string;
  readonly signal?: AbortSignal;
  /** The connection is lost and it is tried again; called once. */
  readonly onWaiting?: () => void;
}

/** Milliseconds between attempts; together about half a minute, as long as a restart or a tunnel takes. */
const PAUSES = [300, 700, 1_500, 3_000, 6_000, 10_000, 10_000];

/**
 * Saves one edit of an order (E2, E4): only the fields that it names, on the version that it was
 * based on. Lost answers are asked for again under the same Idempotency-Key, so that it happens
 * once; after a session's end it waits for the sign-in and goes then. When the organization leaves the
 * screen meanwhile, the edit is still tried to its end, and nobody is told of the outcome (N3.41).
 */
export function editOrder(scope: ApiScope, order: Edited, edit: OrderEdit, options: EditOptions = {}): Promise<EditOutcome> {
  return unlessGone(scope.signal, editWhereverOneIs(scope.slug, order, edit, options));
}

interface Edited {
  readonly id: string;
  readonly version: number;
}

/** The same for who keeps edits in a queue and must go on with the next one: the outcome is told although the organization may have left the screen. */
export async function editWhereverOneIs(slug: string, order: Edited, edit: OrderEdit, options: EditOptions = {}): Promise<EditOutcome> {
  const scope: ApiScope = { slug, signal: new AbortController().signal };
  const idempotencyKey = options.key ?? newIdempotencyKey();
  for (let attempt = 0; ; attempt++) {
    try {
      const answer = await api(scope, "PATCH", `/orders/${encodeURIComponent(order.id)}`, { version: order.version, edit }, { schema: Saved, idempotencyKey, signal: options.signal });
      return { kind: "saved", ...answer };
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      const { problem } = error;
      if (problem.code === "conflict") return { kind: "conflict", conflicts: problem.conflicts ?? [], version: problem.version ?? order.version };
      const again = error.unanswered || problem.code === "unavailable" || problem.code === "rate_limited";
      if (!again) return { kind: "refused", problem };
      const pause = PAUSES[attempt];
      if (pause === undefined) return { kind: "unanswered", problem };
      if (attempt === 0) options.onWaiting?.();
      await wait(Math.max(pause, (problem.retryAfter ?? 0) * 1_000), options.signal ?? scope.signal);
    }
  }
}

/** Ends early when the browser says that the network is back. @throws the signal's reason */
function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const over = new AbortController();
    const finish = (settle: () => void) => {
      over.abort();
      clearTimeout(timer);
      settle();
    };
    const timer = setTimeout(() => finish(resolve), ms);
    addEventListener("online", () => finish(resolve), { signal: over.signal });
    signal.addEventListener("abort", () => finish(() => reject(signal.reason)), { signal: over.signal });
  });
}
