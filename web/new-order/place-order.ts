import * as v from "valibot";
import type { OrderDraft } from "../../domain/order-create.ts";
import { Order } from "../../domain/order.ts";
import type { Problem } from "../../domain/problem.ts";
import { ApiProblem, api } from "../api.ts";
import type { ApiScope } from "../api.ts";

const Placed = v.object({ order: Order });

export type PlaceOutcome =
  | { readonly kind: "placed"; readonly order: Order; /** An earlier press had placed it, as it was then. */ readonly earlier: boolean }
  | { readonly kind: "refused"; readonly problem: Problem }
  /** No answer: it may be placed or not. The same key finds out. */
  | { readonly kind: "unanswered" };

/** Milliseconds between attempts. */
const PAUSES = [500, 1_500, 4_000, 8_000];

/**
 * Places one order under its key, which it keeps for ever (C4, C5): a lost answer is asked for again. If the draft
 * was changed after a press whose answer was lost, and that press had gone through, the order of that press is it.
 * @param sent what such a press had sent, if there was one
 */
export async function placeOrder(scope: ApiScope, key: string, wanted: OrderDraft, sent: OrderDraft | null, onWaiting: () => void): Promise<PlaceOutcome> {
  const outcome = await post(scope, key, wanted, onWaiting);
  if (outcome.kind !== "refused" || outcome.problem.code !== "idempotency_mismatch" || sent === null) return outcome;
  const first = await post(scope, key, sent, onWaiting);
  return first.kind === "placed" ? { ...first, earlier: true } : first;
}

async function post(scope: ApiScope, key: string, body: OrderDraft, onWaiting: () => void): Promise<PlaceOutcome> {
  for (let attempt = 0; ; attempt++) {
    try {
      const { order } = await api(scope, "POST", "/orders", body, { schema: Placed, idempotencyKey: key });
      return { kind: "placed", order, earlier: false };
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      const again = error.unanswered || error.problem.code === "unavailable" || error.problem.code === "rate_limited";
      if (!again) return { kind: "refused", problem: error.problem };
      const pause = PAUSES[attempt];
      if (pause === undefined) return { kind: "unanswered" };
      onWaiting();
      await new Promise((resolve) => setTimeout(resolve, Math.max(pause, (error.problem.retryAfter ?? 0) * 1_000)));
    }
  }
}
