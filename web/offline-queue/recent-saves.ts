import type { QueuedEdit } from "./queued-edit.ts";
import { followed } from "./turns.ts";
import type { SavedVersion } from "./turns.ts";

export interface RecentSaves {
  readonly add: (edit: QueuedEdit, saved: SavedVersion) => void;
  /** A new edit, based on the saves that were answered since it was begun: while its editor was open. */
  readonly followedBy: (edit: QueuedEdit) => QueuedEdit;
}

/** More than are sent while one editor is open, also when a long day without a line goes out at once. */
const KEPT = 1_000;

/** One's own saves of the last while. */
export function createRecentSaves(): RecentSaves {
  let saves: readonly { readonly edit: QueuedEdit; readonly saved: SavedVersion }[] = [];
  return {
    add(edit, saved) {
      saves = [...saves, { edit, saved }].slice(-KEPT);
    },
    followedBy: (later) => saves.filter(({ edit, saved }) => edit.orderId === later.orderId && saved.version > later.version).reduce((now, { edit, saved }) => followed(now, edit, saved), later),
  };
}
