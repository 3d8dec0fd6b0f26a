import { batch, createSignal } from "solid-js";
import type { Accessor } from "solid-js";
import { same } from "../../domain/same.ts";
import { store, storedEdits } from "./edit-storage.ts";
import { readStored } from "./queued-edit.ts";
import type { QueuedEdit, UnreadableEdit } from "./queued-edit.ts";
import { inOrder } from "./turns.ts";

export interface EditList {
  readonly edits: Accessor<readonly QueuedEdit[]>;
  readonly unreadable: Accessor<readonly UnreadableEdit[]>;
  /** Keys of those that this browser would not store: they are lost with the tab. */
  readonly unstored: Accessor<ReadonlySet<string>>;
  /** Shown at once, stored at the same time; resolves when it is stored, or refused by the browser. */
  readonly change: (put: readonly QueuedEdit[], remove: readonly string[]) => Promise<void>;
  /** Takes in what other tabs stored. */
  readonly refresh: () => Promise<void>;
}

/** What one person's queue holds: the rows of this browser's database, and what it could not store. */
export function createEditList(person: string, stored: () => void): EditList {
  const [edits, setEdits] = createSignal<readonly QueuedEdit[]>([]);
  const [unreadable, setUnreadable] = createSignal<readonly UnreadableEdit[]>([]);
  const [unstored, setUnstored] = createSignal<ReadonlySet<string>>(new Set());
  /** Writes under way, and a count of all that ever began or ended: rows that were read in between are old. */
  let writes = 0;

  async function change(put: readonly QueuedEdit[], remove: readonly string[]): Promise<void> {
    const gone = new Set([...remove, ...put.map((edit) => edit.key)]);
    batch(() => {
      setEdits((now) => inOrder([...now.filter((edit) => !gone.has(edit.key)), ...put]));
      setUnreadable((now) => now.filter((edit) => !gone.has(edit.key)));
    });
    writes += 1;
    const failed = await store({ put, remove }).then(
      () => false,
      () => true,
    );
    writes += 1;
    setUnstored((now) => new Set([...[...now].filter((key) => !gone.has(key)), ...(failed ? put.map((edit) => edit.key) : [])]));
    stored();
  }

  async function refresh(): Promise<void> {
    let before: number;
    let rows: readonly unknown[];
    try {
      do {
        before = writes;
        // oxlint-disable-next-line no-await-in-loop
        rows = await storedEdits(person);
      } while (before !== writes);
    } catch {
      return; // no database: what is in memory is all there is
    }
    const read = readStored(rows);
    batch(() => {
      const known = new Map(edits().map((edit) => [edit.key, edit]));
      const kept = edits().filter((edit) => unstored().has(edit.key));
      // What is as it was stays the same object, so that nothing on the screen is made anew for it.
      const rest = read.edits.filter((edit) => !unstored().has(edit.key)).map((edit) => (same(known.get(edit.key), edit) ? (known.get(edit.key) ?? edit) : edit));
      setEdits(inOrder([...rest, ...kept]));
      setUnreadable(read.unreadable);
    });
  }

  return { edits, unreadable, unstored, change, refresh };
}
