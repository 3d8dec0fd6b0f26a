import { createEffect, createSignal, onCleanup } from "solid-js";
import type { Accessor } from "solid-js";
import type { BulkKind } from "../../domain/bulk-job.ts";
import type { BulkTarget } from "../../domain/bulk.ts";
import type { Live } from "../live/live-store.ts";
import { keepKeys } from "../ui/keep-keys.ts";
import { toast } from "../ui/toasts.ts";
import type { BulkDesk } from "./bulk-desk.tsx";

interface Wanted {
  /** Rows are chosen. */
  readonly chosen: Accessor<boolean>;
  /** The list is there. */
  readonly ready: Accessor<boolean>;
  readonly live: Live;
}

/** An act whose dialog is open, and the orders that it is for. */
export interface AskedAct {
  readonly kind: BulkKind;
  readonly target: Omit<BulkTarget, "kind">;
  /** What is chosen, which is done with when it begins. */
  readonly ofSelection: boolean;
}

export interface BulkDeskOnDemand {
  readonly desk: Accessor<typeof BulkDesk | undefined>;
  readonly act: Accessor<AskedAct | undefined>;
  /** Asks for an act, by its dialog; undefined closes it. */
  readonly setAct: (act: AskedAct | undefined) => void;
}

/** What runs already, or ran before a reload, is looked for once the page has come to rest. */
const AT_REST_MS = 1_500;

/** The code of bulk actions, which no first list needs: there when rows are chosen, or an act is asked for or heard of, or the page is at rest. */
export function bulkDeskOnDemand({ chosen, ready, live }: Wanted): BulkDeskOnDemand {
  const [desk, setDesk] = createSignal<typeof BulkDesk>();
  const [act, setAct] = createSignal<AskedAct>();
  const [atRest, setAtRest] = createSignal(false);
  createEffect(() => {
    if (!ready() || atRest()) return;
    const timer = setTimeout(() => setAtRest(true), AT_REST_MS);
    onCleanup(() => clearTimeout(timer));
  });
  const byHand = () => chosen() || act() !== undefined;
  createEffect(() => {
    const wanted = byHand() || live.bulks().length > 0 || atRest();
    if (!wanted || desk()) return;
    import("./bulk-desk.tsx").then(
      (module) => setDesk(() => module.BulkDesk),
      () => {
        if (byHand()) toast("Actions on several orders could not be loaded. Check the connection and choose again.", { tone: "error", key: "bulk-desk" });
        setAct(undefined);
      },
    );
  });
  // Its keys are pressed by who knows them before it is there to hear them.
  createEffect(() => {
    if (!chosen() || desk()) return;
    const end = keepKeys(({ altKey, key }) => (altKey && !key.startsWith("Arrow")) || key === "Escape");
    onCleanup(() => end(desk() !== undefined));
  });
  return { desk, act, setAct };
}
