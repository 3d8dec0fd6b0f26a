import * as v from "valibot";
import { Order } from "../../domain/order.ts";
import type { FieldConflict } from "../../domain/problem.ts";
import { problem } from "../../domain/problem.ts";
import type { Problem } from "../../domain/problem.ts";
import { ApiProblem, answerOf, send } from "../api.ts";
import type { QueuedEdit } from "./queued-edit.ts";

export const SavedEdit = v.object({ order: Order, seq: v.number(), merged: v.boolean() });
/** `merged`: others had changed other fields meanwhile. */
export type SavedEdit = v.InferOutput<typeof SavedEdit>;

/** What became of one attempt. */
export type Attempt =
  | { readonly kind: "saved"; readonly saved: SavedEdit }
  /** The same field was changed by somebody else. */
  | { readonly kind: "conflict"; readonly conflicts: readonly FieldConflict[]; readonly version: number }
  /** The rule, or the role, says no: `problem.detail` says why, `problem.errors` at which field. */
  | { readonly kind: "refused"; readonly problem: Problem }
  /** No session, or that of somebody else. */
  | { readonly kind: "signed_out" }
  /** No line, no answer or no time: the same again. `retryAfter` in seconds. */
  | { readonly kind: "again"; readonly retryAfter: number };

/** Milliseconds. A line can die without a word; the same key makes asking again harmless. */
const ANSWER_WITHIN = 30_000;

/** Sends an edit once (E2, E4), under its key and in the name of its author. @throws whatever is no answer of ours, such as one of another version */
export async function attempt(edit: QueuedEdit): Promise<Attempt> {
  const url = `/api/v1/${encodeURIComponent(edit.slug)}/orders/${encodeURIComponent(edit.orderId)}`;
  try {
    const response = await send("PATCH", url, { version: edit.version, edit: edit.edit }, { idempotencyKey: edit.key, person: edit.person, signal: AbortSignal.timeout(ANSWER_WITHIN) });
    return { kind: "saved", saved: await answerOf(response, SavedEdit) };
  } catch (error) {
    return verdict(error);
  }
}

/** What an attempt that was no success means for the edit. */
export function verdict(error: unknown): Attempt {
  // Cut off while its answer was read, or by the clock.
  if (error instanceof DOMException || error instanceof TypeError) return { kind: "again", retryAfter: 0 };
  if (!(error instanceof ApiProblem)) throw error;
  const { code, conflicts, version, retryAfter } = error.problem;
  if (code === "unauthenticated") return { kind: "signed_out" };
  if (error.unanswered || code === "unavailable" || code === "rate_limited") return { kind: "again", retryAfter: retryAfter ?? 0 };
  if (code !== "conflict") return { kind: "refused", problem: error.problem };
  if (conflicts === undefined || conflicts.length === 0 || version === undefined) return { kind: "refused", problem: problem("refused", "The order was changed meanwhile. Look at it and try again.") };
  return { kind: "conflict", conflicts, version };
}
