import { createEffect, createSignal, onCleanup } from "solid-js";
import type { Accessor } from "solid-js";
import type { Live } from "../live/live-store.ts";
import { toast } from "../ui/toasts.ts";
import type { BulkDesk } from "./bulk-desk.tsx";

interface Wanted {
  /** Rows are chosen. */
  readonly chosen: Accessor<boolean>;
  /** The list is there. */
  readonly ready: Accessor<boolean>;
  readonly live: Live;
}

/** What runs already, or ran before a reload, is looked for once the page has come to rest. */
const AT_REST_MS = 1_500;

/** The code of bulk actions, which no first list needs: fetched when rows are chosen, or somebody's action is heard of, or the page is at rest. */
export function bulkDeskOnDemand({ chosen, ready, live }: Wanted): Accessor<typeof BulkDesk | undefined> {
  const [desk, setDesk] = createSignal<typeof BulkDesk>();
  const [atRest, setAtRest] = createSignal(false);
  createEffect(() => {
    if (!ready() || atRest()) return;
    const timer = setTimeout(() => setAtRest(true), AT_REST_MS);
    onCleanup(() => clearTimeout(timer));
  });
  createEffect(() => {
    const wanted = chosen() || live.bulks().length > 0 || atRest();
    if (!wanted || desk()) return;
    const byHand = chosen();
    import("./bulk-desk.tsx").then(
      (module) => setDesk(() => module.BulkDesk),
      () => byHand && toast("Actions on several orders could not be loaded. Check the connection and choose again.", { tone: "error", key: "bulk-desk" }),
    );
  });
  return desk;
}
