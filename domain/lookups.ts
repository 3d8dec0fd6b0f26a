import * as v from "valibot";
import { Agent, Channel, Microsite, Organization, Person, Reason } from "./organization.ts";
import { OrderStatus } from "./order-status.ts";

/** What forms and filters offer and what ids of orders stand for: small, and read once. */
export const Lookups = v.object({
  organization: Organization,
  statuses: v.array(OrderStatus),
  channels: v.array(Channel),
  microsites: v.array(Microsite),
  people: v.array(Person),
  agents: v.array(Agent),
  reasons: v.array(Reason),
});
export type Lookups = v.InferOutput<typeof Lookups>;
