import * as v from "valibot";
import { Order } from "../../domain/order.ts";
import { ApiProblem, api, unlessGone } from "../api.ts";
import type { Scope } from "../session/organization-scope.tsx";
import { toast } from "../ui/toasts.ts";

/** A change that this person made in this tab. */
export interface OwnChange {
  readonly orderId: string;
  /** The order's, for people. */
  readonly number: string;
  /** In the log. */
  readonly seq: number;
  /** What it changed: “status”. */
  readonly what: string;
}

export interface UndoStore {
  /** A save of one's own arrived: it can be undone. */
  readonly done: (change: OwnChange) => void;
  /** Takes back this change, or the youngest; says what became of it. */
  readonly undo: (change?: OwnChange) => void;
  /** Takes back the youngest undo. */
  readonly redo: () => void;
}

const Undone = v.object({ order: Order, seq: v.number() });
const MOST = 50;

const stores = new WeakMap<Scope, UndoStore>();

/** One's own changes of an organization, as long as it is on screen (N8). */
export function undoStoreOf(scope: Scope): UndoStore {
  const found = stores.get(scope);
  if (found) return found;
  const store = createUndoStore(scope);
  stores.set(scope, store);
  return store;
}

/** Notes a save of one's own, and gives the message about it the way back. */
export function undoAction(scope: Scope, change: OwnChange): { readonly label: string; readonly onSelect: () => void } {
  undoStoreOf(scope).done(change);
  return { label: "Undo", onSelect: () => undoStoreOf(scope).undo(change) };
}

function createUndoStore(scope: Scope): UndoStore {
  let changes: readonly OwnChange[] = [];
  let undone: readonly OwnChange[] = [];

  const undo = (change = changes.at(-1)): void => {
    if (!change) return void toast("There is nothing of yours to undo here.", { key: "undo" });
    // At once: pressed twice, it takes back two changes and not one of them twice.
    changes = changes.filter((c) => c.seq !== change.seq);
    void takeBack(change, "Undone", () => (changes = [...changes, change])).then((next) => {
      if (next) undone = [...undone, next].slice(-MOST);
    });
  };
  const redo = (): void => {
    const change = undone.at(-1);
    if (!change) return void toast("There is nothing to redo.", { key: "undo" });
    undone = undone.slice(0, -1);
    void takeBack(change, "Done again", () => (undone = [...undone, change])).then((next) => {
      if (next) changes = [...changes, next].slice(-MOST);
    });
  };

  /** @param keep nobody knows whether it happened, so it can be tried again */
  async function takeBack(change: OwnChange, word: string, keep: () => void): Promise<OwnChange | null> {
    const path = `/orders/${encodeURIComponent(change.orderId)}/undo`;
    try {
      const { seq } = await unlessGone(scope.signal, api(scope, "POST", path, { seq: change.seq }, { schema: Undone, idempotencyKey: `undo-${change.seq}-${change.orderId}` }));
      toast(`${word}: ${change.what} of ${change.number}`, { tone: "done", key: "undo", ...(word === "Undone" ? { action: { label: "Redo", onSelect: redo } } : {}) });
      return { ...change, seq };
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.unanswered || error.problem.code === "unavailable") keep();
      toast(`The ${change.what} of ${change.number} was not taken back. ${error.problem.detail}`, { tone: "error", key: "undo" });
      return null;
    }
  }

  return {
    done: (change) => {
      changes = [...changes, change].slice(-MOST);
      undone = [];
    },
    undo,
    redo,
  };
}
