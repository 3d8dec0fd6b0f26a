import * as v from "valibot";
import { Order } from "../../domain/order.ts";
import { ApiProblem, api, unlessGone } from "../api.ts";
import type { Scope } from "../session/organization-scope.tsx";
import { toast } from "../ui/toasts.ts";
import type { OwnChange, OwnStep, OwnSteps, Taken, Word } from "./undo-store.ts";

const Undone = v.object({ order: Order, seq: v.number() });

/** Takes back this change, or the youngest step. @param redo for the message, when all of it is done */
export function undoStep(scope: Scope, own: OwnSteps, redo: () => void, change?: OwnChange): void {
  const step: OwnStep | undefined = change ? { kind: "edits", changes: [change] } : own.steps.at(-1);
  if (!step) return void toast("There is nothing of yours to undo here.", { key: "undo" });
  // At once: pressed twice, it takes back two steps and not one of them twice.
  own.steps = change ? own.steps.flatMap((one) => without(one, change)) : own.steps.slice(0, -1);
  void take(scope, own, step, "Undone", redo).then(({ back, left }) => {
    if (back) own.undone = [...own.undone, back];
    if (left) own.add({ ...left, at: step.at });
  });
}

/** Takes back the youngest undo. */
export function redoStep(scope: Scope, own: OwnSteps, redo: () => void): void {
  const step = own.undone.at(-1);
  if (!step) return void toast("There is nothing to redo.", { key: "undo" });
  own.undone = own.undone.slice(0, -1);
  void take(scope, own, step, "Done again", redo).then(({ back, left }) => {
    if (back) own.add(back);
    if (left) own.undone = [...own.undone, left];
  });
}

/** One after another: of two steps on one order the younger must be back before the older is tried. */
function take(scope: Scope, own: OwnSteps, step: OwnStep, word: Word, redo: () => void): Promise<Taken> {
  const taken = own.turn.then(() => (step.kind === "job" ? step.takeBack() : takeBack(scope, step.changes, word, redo)));
  own.turn = taken.catch(() => undefined);
  return taken;
}

function without(step: OwnStep, { seq }: OwnChange): OwnStep[] {
  if (step.kind === "job") return [step];
  const changes = step.changes.filter((one) => one.seq !== seq);
  return changes.length > 0 ? [{ ...step, changes }] : [];
}

/** Takes changes back, the youngest first, each by itself: one that is refused keeps none of the others back. */
async function takeBack(scope: Scope, changes: readonly OwnChange[], word: Word, redo: () => void): Promise<Taken> {
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
