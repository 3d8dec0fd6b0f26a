import type { Condition } from "../../../domain/filter.ts";
import type { Lookups } from "../../../domain/lookups.ts";

interface Named {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
}

/**
 * What to say of a filter that names what is retired or was never here (L5): a link and a saved view outlive both,
 * and an empty list would not tell why it is empty. The filter stays as it is.
 */
export function goneWords(filter: readonly Condition[], lookups: Lookups): string[] {
  return filter.flatMap((c) => {
    switch (c.field) {
      case "status": return sentences(c.values, lookups.statuses, "status", (name) => `“${name}” is a retired status: no order gets it any more, but those that have it are found.`);
      case "channel": return sentences(c.values, lookups.channels, "channel", (name) => `“${name}” is a channel that is not used any more: its orders are found.`);
      case "agent": return sentences(c.values, lookups.agents, "delivery agent", (name) => `“${name}” delivers no more: the orders that were theirs are found.`);
      case "microsite": return sentences(c.values, lookups.microsites, "microsite", (name) => `“${name}” is a microsite that is not used any more: its orders are found.`);
      case "csr": return sentences(c.values, lookups.people, "person", (name) => `${name} has left: the orders that are still theirs are found.`);
      default: return [];
    }
  });
}

function sentences(ids: readonly string[], all: readonly Named[], kind: string, retired: (name: string) => string): string[] {
  const known = ids.filter((id) => id !== "none").map((id) => all.find((one) => one.id === id));
  const unknown = known.filter((one) => one === undefined).length;
  return [
    ...known.flatMap((one) => (one && !one.active ? [retired(one.name)] : [])),
    ...(unknown > 0 ? [`The filter names a ${kind} that does not exist here; take it away to see more.`] : []),
  ];
}
