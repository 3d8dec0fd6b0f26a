import type { Doing, Present } from "../../domain/live.ts";
import { fieldLabel } from "../order/field-label.ts";

/** Somebody who is here, once, whatever the number of their tabs. */
export interface Whereabouts {
  readonly id: string;
  readonly name: string;
  readonly initials: string;
  readonly color: string;
  /** A connector that listens with an API key. */
  readonly script: boolean;
  /** What they are at, an order once; empty while they are at none. */
  readonly places: readonly Doing[];
}

/** Who is here and where (N2), by name, so that nobody moves while one reads; scripts stand after the people. */
export function whereabouts(present: readonly Present[], self: string): readonly Whereabouts[] {
  const here = new Map<string, Whereabouts>();
  for (const { personId: id, name, initials, color, script, doing } of present) {
    if (id === self) continue;
    const places = here.get(id)?.places ?? [];
    here.set(id, { id, name, initials, color, script, places: doing.orderId === null ? places : withPlace(places, doing) });
  }
  return [...here.values()].sort((a, b) => Number(a.script) - Number(b.script) || a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
}

/** With two tabs on one order the one that edits says more. */
function withPlace(places: readonly Doing[], doing: Doing): readonly Doing[] {
  const same = places.find((place) => place.orderId === doing.orderId);
  if (!same) return [...places, doing];
  return same.mode === "editing" ? places : places.map((place) => (place === same ? doing : place));
}

/** “Editing”, and after the order “Reference”. */
export function placeWords({ mode, field }: Doing): { readonly verb: string; readonly field: string | undefined } {
  return { verb: mode === "editing" ? "Editing" : "Looking at", field: mode === "editing" && field !== null ? fieldLabel(field) : undefined };
}
