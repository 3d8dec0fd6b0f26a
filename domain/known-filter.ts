import type { Condition } from "./filter.ts";
import type { ParsedView } from "./filter-url.ts";
import type { Lookups } from "./lookups.ts";

const NAME = { status: "status", channel: "channel", csr: "CSR", agent: "delivery agent", microsite: "microsite" } as const;

/**
 * The view without what the organization does not have, each in a sentence (L4): an address may
 * have been edited by hand, or come from another organization. What is retired stays, and is said.
 */
export function leaveOutUnknown(parsed: ParsedView, lookups: Lookups): ParsedView {
  const problems: string[] = [];
  const filter = parsed.view.filter.flatMap((c) => known(c, lookups, problems));
  return problems.length === 0 ? parsed : { view: { ...parsed.view, filter }, problems: [...parsed.problems, ...problems] };
}

function known(c: Condition, lookups: Lookups, problems: string[]): Condition[] {
  switch (c.field) {
    case "status":
    case "channel":
    case "csr":
    case "agent":
    case "microsite": {
      const there = new Map(allOf(c.field, lookups).map((one) => [one.id, one]));
      for (const id of c.values) {
        const one = there.get(id);
        if (one && !one.active) problems.push(`The ${NAME[c.field]} ${one.name} is retired; orders that still have it are shown.`);
      }
      const values = c.values.filter((id) => there.has(id) || (id === "none" && c.field !== "status" && c.field !== "channel"));
      const gone = c.values.length - values.length;
      if (gone > 0) problems.push(`The address names ${gone === 1 ? `a ${NAME[c.field]} that does` : `${gone} of ${NAME[c.field]} that do`} not exist here; ${values.length > 0 ? "the others are used" : "that filter was left out"}.`);
      return values.length > 0 ? [{ ...c, values }] : [];
    }
    default: return [c];
  }
}

function allOf(field: keyof typeof NAME, lookups: Lookups): readonly { readonly id: string; readonly name: string; readonly active: boolean }[] {
  switch (field) {
    case "status": return lookups.statuses;
    case "channel": return lookups.channels;
    case "csr": return lookups.people;
    case "agent": return lookups.agents;
    case "microsite": return lookups.microsites;
  }
}
