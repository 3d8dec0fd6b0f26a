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

/** What one press takes back: changes that were made at once, in the order in which they were saved, or a job. */
export type OwnStep = OwnEdits | OwnJob;
interface Own {
  /** When it was asked for, which is not the order in which saves of several orders are answered. Left out: it is the youngest. */
  readonly at?: number | undefined;
}
interface OwnEdits extends Own {
  readonly kind: "edits";
  readonly changes: readonly OwnChange[];
  readonly batch?: string | undefined;
}
export interface OwnJob extends Own {
  readonly kind: "job";
  readonly takeBack: () => Promise<Taken>;
}
/** What is said of it. */
export type Word = "Undone" | "Done again";
export interface Taken {
  /** Does again what was taken back. */
  readonly back: OwnStep | null;
  /** Nobody knows whether it happened, or it cannot yet: it can be tried again. */
  readonly left: OwnStep | null;
}

export interface UndoStore {
  /** A save of one's own arrived: it can be undone. @param batch of saves that were asked for at once, such as the cells of a paste @param at when it was asked for */
  readonly done: (change: OwnChange, batch?: string, at?: number) => void;
  readonly did: (job: OwnJob) => void;
  /** Takes back this change, or the youngest step; says what became of it. */
  readonly undo: (change?: OwnChange) => void;
  /** Takes back the youngest undo. */
  readonly redo: () => void;
}

const MOST = 50;

/** What can be taken back and done again, the oldest first; `turn` ends when what is under way has. */
export interface OwnSteps {
  steps: readonly OwnStep[];
  undone: readonly OwnStep[];
  turn: Promise<unknown>;
  readonly add: (step: OwnStep) => void;
}

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
  const own: OwnSteps = {
    steps: [],
    undone: [],
    turn: Promise.resolve(),
    add(step) {
      const before = own.steps.findLastIndex((one) => (one.at ?? 0) <= (step.at ?? Infinity));
      own.steps = own.steps.toSpliced(before + 1, 0, step).slice(-MOST);
    },
  };
  const code = () => import("./take-back.ts");
  const failed = () => toast("Nothing was taken back: this part of the page could not be loaded. Check the connection and try again.", { tone: "error", key: "undo" });
  const redo = () => void code().then(({ redoStep }) => redoStep(scope, own, redo), failed);

  return {
    done(change, batch, at) {
      const of = own.steps.findIndex((one) => one.kind === "edits" && batch !== undefined && one.batch === batch);
      if (of === -1) own.add({ kind: "edits", changes: [change], batch, at });
      else own.steps = own.steps.map((one, i) => (i === of && one.kind === "edits" ? { ...one, changes: [...one.changes, change] } : one));
      own.undone = [];
    },
    did(job) {
      own.add(job);
      own.undone = [];
    },
    undo: (change) => void code().then(({ undoStep }) => undoStep(scope, own, redo, change), failed),
    redo,
  };
}
