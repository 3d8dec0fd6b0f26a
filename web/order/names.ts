import type { Agent, Channel, Organization, Person, Reason } from "../../domain/organization.ts";
import type { OrderStatus } from "../../domain/order-status.ts";

/** What ids of an order stand for: the answer of `GET /lookups`, as far as this page reads it. */
export interface Names {
  readonly organization: Organization;
  readonly statuses: readonly OrderStatus[];
  readonly channels: readonly Channel[];
  readonly people: readonly Person[];
  readonly agents: readonly Agent[];
  readonly reasons: readonly Reason[];
}

/** Kept in a log for ever, an id may outlive what it named. */
export function statusName(names: Names, id: unknown): string {
  return names.statuses.find((status) => status.id === id)?.name ?? "a status of before";
}

export function personName(names: Names, id: unknown): string {
  if (id === null || id === "") return "Nobody";
  return names.people.find((person) => person.id === id)?.name ?? "somebody who left";
}

export function agentName(names: Names, id: unknown): string {
  if (id === null || id === "") return "Nobody";
  return names.agents.find((agent) => agent.id === id)?.name ?? "an agent of before";
}
