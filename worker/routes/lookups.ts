import { Hono } from "hono";
import * as v from "valibot";
import { Agent, Channel, Organization, Person, Reason } from "../../domain/organization.ts";
import { OrderStatus } from "../../domain/order-status.ts";
import { loadLookups } from "../../db/lookups.ts";
import type { AppEnv } from "../context.ts";
import { describe } from "../describe.ts";
import { requirePermissionMeanwhile } from "../identity.ts";

const LookupsAnswer = v.object({
  organization: Organization,
  statuses: v.array(OrderStatus),
  channels: v.array(Channel),
  people: v.array(Person),
  agents: v.array(Agent),
  reasons: v.array(Reason),
});

export const lookups = new Hono<AppEnv>().get(
  "/",
  requirePermissionMeanwhile("orders.read"),
  describe({ tag: "Organization", summary: "Read what forms and filters offer", permission: "orders.read", description: "Settings, statuses, channels, people, delivery agents and reasons.", answer: { schema: LookupsAnswer } }),
  async (c) => c.json(await loadLookups(c.var.db)),
);
