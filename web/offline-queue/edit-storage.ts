import { openDB } from "idb";
import type { DBSchema, IDBPDatabase } from "idb";

/** What is stored is read as unknown: an earlier version of the product may have written it. */
interface Schema extends DBSchema {
  edit: { key: string; value: { readonly key: string; readonly person: string }; indexes: { person: string } };
}

export interface StorageChange {
  readonly put?: readonly { readonly key: string; readonly person: string }[];
  readonly remove?: readonly string[];
}

const DATABASE = "quayside.offline-queue";
/** Of the stores and indexes; what an entry looks like has a number of its own. */
const VERSION = 1;

let opened: Promise<IDBPDatabase<Schema>> | undefined;

function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>(DATABASE, VERSION, {
    upgrade(db) {
      db.createObjectStore("edit", { keyPath: "key" }).createIndex("person", "person");
    },
    // A tab of a newer version waits for this one to let go.
    blocking(_before, _wanted, event) {
      if (event.target instanceof IDBDatabase) event.target.close();
      opened = undefined;
    },
    terminated: () => (opened = undefined),
  });
  opened.catch(() => (opened = undefined));
  return opened;
}

/** All that a person left here. @throws when the browser keeps no database (a private window, a full disk) */
export async function storedEdits(person: string): Promise<readonly unknown[]> {
  return (await database()).getAllFromIndex("edit", "person", person);
}

/** All of the change or nothing of it. @throws as above */
export async function store(change: StorageChange): Promise<void> {
  const transaction = (await database()).transaction("edit", "readwrite");
  await Promise.all([...(change.put ?? []).map((edit) => transaction.store.put(edit)), ...(change.remove ?? []).map((key) => transaction.store.delete(key)), transaction.done]);
}
