import * as v from "valibot";
import { Order } from "../../domain/order.ts";
import { ApiProblem, api, unlessGone } from "../api.ts";
import type { Scope } from "../session/organization-scope.tsx";
import { toast } from "../ui/toasts.ts";
import type { OwnChange, OwnStep, Taken, Word } from "./undo-store.ts";

const Undone = v.object({ order: Order, seq: v.number() });

/**
 * Takes changes back, the youngest first, each by itself: one that is refused keeps none of the others back.
 * @param redo for the message, when all of it is done
 */
export async function takeBack(scope: Scope, changes: readonly OwnChange[], word: Word, redo: () => void): Promise<Taken> {
  const back: OwnChange[] = [];
  const refused: string[] = [];
  const taken = (): OwnStep | null => (back.length > 0 ? { kind: "edits", changes: back } : null);
  for (const [i, change] of changes.toReversed().entries()) {
    const { orderId, number, seq, what } = change;
    try {
      const path = `/orders/${encodeURIComponent(orderId)}/undo`;
      // oxlint-disable-next-line no-await-in-loop
      const undoing = await unlessGone(scope.signal, api(scope, "POST", path, { seq }, { schema: Undone, idempotencyKey: `undo-${seq}-${orderId}` }));
      back.push({ ...change, seq: undoing.seq });
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      refused.push(`The ${what} of ${number} was not ${word === "Undone" ? "taken back" : "done again"}. ${error.problem.detail}`);
      if (error.unanswered || error.problem.code === "unavailable") {
        say(word, back, changes.length, refused, redo);
        return { back: taken(), left: { kind: "edits", changes: changes.slice(0, changes.length - i) } };
      }
    }
  }
  say(word, back, changes.length, refused, redo);
  return { back: taken(), left: null };
}

function say(word: Word, back: readonly OwnChange[], all: number, [refusal, ...more]: readonly string[], redo: () => void): void {
  const [only] = back;
  const what = all === 1 && only ? `${only.what} of ${only.number}` : back.length === all ? `${all} changes` : `${back.length} of ${all} changes`;
  if (refusal === undefined) return void toast(`${word}: ${what}`, { tone: "done", key: "undo", ...(word === "Undone" ? { action: { label: "Redo", onSelect: redo } } : {}) });
  toast(`${all > 1 ? `${word}: ${what}. ` : ""}${refusal}${more.length > 0 ? ` So it is with ${more.length} more.` : ""}`, { tone: "error", key: "undo" });
}
