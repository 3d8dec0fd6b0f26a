import { createSignal, onCleanup } from "solid-js";
import type { Accessor } from "solid-js";
import type { Icon } from "../ui/icon.ts";
import { shortcuts } from "./shortcuts.ts";

export const PALETTE_KEYS = "mod+k";

/** Something that can be done now, as the palette offers it (L10). */
export interface Command {
  readonly label: string;
  /** Heading in the palette. */
  readonly group: string;
  /** It is found by these as well, and they are not shown. */
  readonly words?: string;
  readonly keys?: string;
  readonly icon?: Icon;
  /** Why it cannot be done now: it stands there, with the reason. */
  readonly refused?: string | undefined;
  readonly run: () => void;
}

const [sources, setSources] = createSignal<readonly Accessor<readonly Command[]>[]>([]);

/** Who offers commands now. */
export const commandSources: Accessor<unknown> = sources;

/** Offers commands while the component lives. @param commands read when the palette shows them */
export function useCommands(commands: Accessor<readonly Command[]>): void {
  setSources((before) => [...before, commands]);
  onCleanup(() => setSources((before) => before.filter((one) => one !== commands)));
}

/** What is nearest to what one does comes first: the page's own before the frame's, and at last whatever else has a key. */
export function commandsNow(): readonly Command[] {
  const own = sources().toReversed().flatMap((source) => source());
  const offered = new Set(own.map((command) => command.keys));
  const keyed = shortcuts().flatMap(({ keys, label, group, run }, i, all) =>
    run && !offered.has(keys) && all.findLastIndex((other) => other.keys === keys) === i ? [{ keys, label, group, run: () => run(new KeyboardEvent("keydown")) }] : [],
  );
  return [...own, ...keyed.toReversed()];
}
