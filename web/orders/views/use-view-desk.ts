import { createEffect, createSignal, getOwner, onCleanup, runWithOwner } from "solid-js";
import type { Accessor } from "solid-js";
import type { ViewDesk, ViewDeskSource } from "./view-desk.ts";

/** The saved views, whose code comes once it keeps no row waiting, or at once if the address names one. */
export function useViewDesk(source: ViewDeskSource, settled: Accessor<boolean>): { readonly desk: Accessor<ViewDesk | undefined>; /** Tries again what failed. */ readonly load: () => void } {
  const owner = getOwner();
  const [desk, setDesk] = createSignal<ViewDesk>();
  let asked = false;
  let gone = false;
  onCleanup(() => (gone = true));

  function load(): void {
    if (asked) return;
    asked = true;
    import("./view-desk.ts").then(
      (module) => gone || runWithOwner(owner, () => setDesk(module.createViewDesk(source))),
      () => (asked = false), // without a connection: whoever opens the views asks again
    );
  }
  createEffect(() => (settled() || source.mark() !== null) && load());
  return { desk, load };
}
