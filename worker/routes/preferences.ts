import { Hono } from "hono";
import type { Context } from "hono";
import { Preferences, PreferencesEdit } from "../../domain/preference.ts";
import { ProblemError } from "../../domain/problem.ts";
import { commit } from "../../db/commit.ts";
import { preferenceWrites, readPreferences } from "../../db/preference.ts";
import type { AppEnv } from "../context.ts";
import { describe } from "../describe.ts";
import { requirePermission } from "../identity.ts";
import { intentOf } from "../intent-of.ts";
import { commitHeader } from "../orders/intent.ts";
import { validate } from "../validate.ts";

/** @throws ProblemError `forbidden` for a script */
function personOf(c: Context<AppEnv>): string {
  if (c.var.who.userId === null) throw new ProblemError("forbidden", "Preferences belong to people; a script has none.");
  return c.var.who.userId;
}

/** How the person who asks wants the list of orders. A write tells nobody: it changes nothing of the organization's. */
export const preferences = new Hono<AppEnv>()
  .get(
    "/orders",
    requirePermission("orders.read"),
    describe({ tag: "Views", summary: "Read how you want the list", permission: "orders.read", description: "For people only: columns, their widths, density, starred views.", answer: { schema: Preferences } }),
    async (c) => c.json(await readPreferences(c.var.db, personOf(c))),
  )
  .patch(
    "/orders",
    requirePermission("orders.read"),
    describe({ tag: "Views", summary: "Change how you want the list", permission: "orders.read", description: "For people only. Names what to change, null takes a choice back; of one field the last write holds.", answer: { schema: Preferences } }),
    validate("json", PreferencesEdit),
    async (c) => {
      const personId = personOf(c);
      const intent = intentOf(c);
      await commit(c.var.db, { ...commitHeader(intent), writes: preferenceWrites(personId, c.req.valid("json"), intent.now), changes: [], result: {} });
      return c.json(await readPreferences(c.var.db, personId));
    },
  );
