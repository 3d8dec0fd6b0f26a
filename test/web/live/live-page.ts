/** What runs in the browser: the page's own live store, and a record of what it told. */
import { createEffect, createRoot } from "solid-js";
import type { Change } from "../../../domain/change.ts";
import { createLive } from "../../../web/live/live-store.ts";
import type { Live } from "../../../web/live/live-store.ts";
import type { LiveStatus } from "../../../web/live/status.ts";

export interface Told {
  readonly live: Live;
  readonly statuses: LiveStatus[];
  readonly changes: Change[];
  /** How many changes were told together, each time. */
  readonly batches: number[];
  readonly ranges: string[][];
  resets: number;
  readonly dispose: () => void;
}

declare global {
  interface Window {
    openLive: (slug: string) => Told;
    told: Told;
  }
}

window.openLive = (slug) =>
  createRoot((dispose) => {
    const live = createLive(slug, () => undefined);
    const told: Told = { live, statuses: [], changes: [], batches: [], ranges: [], resets: 0, dispose };
    createEffect(() => told.statuses.push(live.status()));
    live.onChanges((changes) => {
      told.changes.push(...changes);
      told.batches.push(changes.length);
    });
    live.onRange((causes) => told.ranges.push(causes.map((c) => c.id)));
    live.onReset(() => told.resets++);
    window.told = told;
    return told;
  });
