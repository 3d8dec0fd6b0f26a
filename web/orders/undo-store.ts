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
  let steps: readonly OwnStep[] = [];
  let undone: readonly OwnStep[] = [];
  /** One after another: of two steps on one order the younger must be back before the older is tried. */
  let turn: Promise<unknown> = Promise.resolve();

  function add(step: OwnStep): void {
    const before = steps.findLastIndex((one) => (one.at ?? 0) <= (step.at ?? Infinity));
    steps = steps.toSpliced(before + 1, 0, step).slice(-MOST);
  }
  function take(step: OwnStep, word: Word): Promise<Taken> {
    const taken = turn.then(async () => (step.kind === "job" ? await step.takeBack() : await edits(step, word)));
    turn = taken.catch(() => undefined);
    return taken;
  }
  async function edits(step: OwnEdits, word: Word): Promise<Taken> {
    const code = await import("./take-back.ts").catch(() => null);
    if (code) return await code.takeBack(scope, step.changes, word, redo);
    toast("Nothing was taken back: this part of the page could not be loaded. Check the connection and try again.", { tone: "error", key: "undo" });
    return { back: null, left: step };
  }
  const undo = (change?: OwnChange): void => {
    const step: OwnStep | undefined = change ? { kind: "edits", changes: [change] } : steps.at(-1);
    if (!step) return void toast("There is nothing of yours to undo here.", { key: "undo" });
    // At once: pressed twice, it takes back two steps and not one of them twice.
    steps = change ? steps.flatMap((one) => without(one, change)) : steps.slice(0, -1);
    void take(step, "Undone").then(({ back, left }) => {
      if (back) undone = [...undone, back].slice(-MOST);
      if (left) add({ ...left, at: step.at });
    });
  };
  const redo = (): void => {
    const step = undone.at(-1);
    if (!step) return void toast("There is nothing to redo.", { key: "undo" });
    undone = undone.slice(0, -1);
    void take(step, "Done again").then(({ back, left }) => {
      if (back) add(back);
      if (left) undone = [...undone, left];
    });
  };

  return {
    done(change, batch, at) {
      const of = steps.findIndex((one) => one.kind === "edits" && batch !== undefined && one.batch === batch);
      if (of === -1) add({ kind: "edits", changes: [change], batch, at });
      else steps = steps.map((one, i) => (i === of && one.kind === "edits" ? { ...one, changes: [...one.changes, change] } : one));
      undone = [];
    },
    did(job) {
      add(job);
      undone = [];
    },
    undo,
    redo,
  };
}

function without(step: OwnStep, { seq }: OwnChange): OwnStep[] {
  if (step.kind === "job") return [step];
  const changes = step.changes.filter((one) => one.seq !== seq);
  return changes.length > 0 ? [{ ...step, changes }] : [];
}
