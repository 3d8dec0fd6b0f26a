import { Hono } from "hono";
import { Lookups } from "../../domain/lookups.ts";
import { loadLookups } from "../../db/lookups.ts";
import type { AppEnv } from "../context.ts";
import { describe } from "../describe.ts";
import { requirePermissionMeanwhile } from "../identity.ts";

export const lookups = new Hono<AppEnv>().get(
  "/",
  requirePermissionMeanwhile("orders.read"),
  describe({ tag: "Organization", summary: "Read what forms and filters offer", permission: "orders.read", description: "Settings, statuses, channels, microsites, people, delivery agents and reasons.", answer: { schema: Lookups } }),
  async (c) => c.json(await loadLookups(c.var.db)),
);
