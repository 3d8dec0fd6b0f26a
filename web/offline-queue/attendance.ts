import type { FieldConflict, Problem } from "../../domain/problem.ts";
import type { QueuedEdit } from "./queued-edit.ts";
import type { SavedEdit } from "./send-edit.ts";

/** What is told to who stands by an edit that was sent, such as a dialog that is still open. */
export type Attended =
  | { readonly kind: "saved"; readonly saved: SavedEdit }
  | { readonly kind: "conflict"; readonly conflicts: readonly FieldConflict[]; readonly version: number }
  | { readonly kind: "refused"; readonly problem: Problem }
  /** There is no line: it goes by itself, and nobody needs to stand by. */
  | { readonly kind: "waiting" };

export interface Attendance {
  /** @param gone nobody stands by any more; nothing is told then */
  readonly begin: (key: string, gone: AbortSignal) => Promise<Attended>;
  readonly answered: (key: string, saved: SavedEdit) => void;
  /** It goes under another key from now on. @returns that key */
  readonly renamed: (key: string, next: string) => string;
  /** Tells how this edit stands, if anybody stands by. @returns whether it is theirs again, and leaves the queue */
  readonly settle: (edit: QueuedEdit, waiting: boolean) => boolean;
}

/** Who stands by which edit in this tab. */
export function createAttendance(): Attendance {
  const standing = new Map<string, (told: Attended) => unknown>();
  function tell(key: string, told: Attended): boolean {
    const resolve = standing.get(key);
    standing.delete(key);
    resolve?.(told);
    return resolve !== undefined;
  }
  return {
    begin: (key, gone) =>
      new Promise((resolve) => {
        standing.set(key, (told) => gone.aborted || resolve(told));
        gone.addEventListener("abort", () => standing.delete(key), { once: true });
      }),
    answered: (key, saved) => void tell(key, { kind: "saved", saved }),
    renamed(key, next) {
      const resolve = standing.get(key);
      standing.delete(key);
      if (resolve) standing.set(next, resolve);
      return next;
    },
    settle(edit, waiting) {
      if (edit.state.kind !== "queued") return tell(edit.key, edit.state);
      if (waiting) tell(edit.key, { kind: "waiting" });
      return false;
    },
  };
}
