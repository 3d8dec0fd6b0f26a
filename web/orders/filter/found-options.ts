import { filterOptions } from "../../ui/filter-options.ts";

/** More options than this are found by typing. */
export const TOO_MANY_TO_SHOW = 16;

/** The chosen ones, and of the others those that have what is typed: as many as fit. */
export function foundOptions<T extends { readonly id: string; readonly name: string }>(options: readonly T[], chosen: readonly string[], typed: string): T[] {
  const others = filterOptions(options.filter((o) => !chosen.includes(o.id)), (o) => o.name, typed);
  const kept = new Set([...options.filter((o) => chosen.includes(o.id)), ...others.slice(0, TOO_MANY_TO_SHOW)]);
  // In their own order, so that nothing moves under the pointer when one is chosen.
  return options.filter((o) => kept.has(o));
}
