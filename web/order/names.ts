import type { Lookups } from "../../domain/lookups.ts";

/** What ids of an order stand for. */
export type Names = Lookups;

/** Kept in a log for ever, an id may outlive what it named. */
export function statusName(names: Names, id: unknown): string {
  return names.statuses.find((status) => status.id === id)?.name ?? "another status";
}

export function personName(names: Names, id: unknown): string {
  if (id === null || id === "") return "Nobody";
  return names.people.find((person) => person.id === id)?.name ?? "another person";
}

export function micrositeName(names: Names, id: unknown): string {
  if (id === null || id === "") return "None";
  return names.microsites.find((microsite) => microsite.id === id)?.name ?? "another microsite";
}

export function agentName(names: Names, id: unknown): string {
  if (id === null || id === "") return "Nobody";
  return names.agents.find((agent) => agent.id === id)?.name ?? "another agent";
}
