import { Hono } from "hono";
import type { Context } from "hono";
import * as v from "valibot";
import { ProblemError } from "../../domain/problem.ts";
import { NewSavedView, SavedView, SavedViewEdit } from "../../domain/saved-view.ts";
import { listSavedViews } from "../../db/saved-view.ts";
import type { AppEnv } from "../context.ts";
import { describe } from "../describe.ts";
import { requirePermission } from "../identity.ts";
import { intentOf } from "../intent-of.ts";
import type { Intent } from "../orders/intent.ts";
import { publishChanges } from "../publish.ts";
import { validate } from "../validate.ts";
import { changeView, createView, deleteView, restoreView } from "../views/save-view.ts";

const Param = v.object({ id: v.pipe(v.string(), v.maxLength(60)) });
const Patch = v.strictObject({
  version: v.pipe(v.number("Send the version that your change is based on."), v.integer(), v.minValue(1)),
  edit: SavedViewEdit,
});
const Answer = v.object({ view: SavedView });

/** Views belong to people: a script reads and runs the shared ones. */
function personsIntent(c: Context<AppEnv>): Intent {
  if (c.var.who.userId === null) throw new ProblemError("forbidden", "Saved views belong to people. A script can read the shared ones, and list orders by their `query`.");
  return intentOf(c);
}

export const views = new Hono<AppEnv>()
  .get(
    "/",
    requirePermission("orders.read"),
    describe({ tag: "Views", summary: "List saved views", permission: "orders.read", description: "The shared ones and, for a person, their own. `query` is the query string of the list of orders, with `columns` for the page.", answer: { schema: v.object({ views: v.array(SavedView) }) } }),
    async (c) => c.json({ views: await listSavedViews(c.var.db, c.var.who.userId ?? "") }),
  )
  .post(
    "/",
    requirePermission("orders.read"),
    describe({ tag: "Views", summary: "Save a view", permission: "orders.read", description: "For people only.", answer: { status: 201, schema: Answer } }),
    validate("json", NewSavedView),
    async (c) => {
      const { view, changes } = await createView(c.var.db, personsIntent(c), c.req.valid("json"));
      publishChanges(c, changes);
      return c.json({ view }, 201);
    },
  )
  .patch(
    "/:id",
    requirePermission("orders.read"),
    describe({ tag: "Views", summary: "Rename, share or change a view", permission: "orders.read", description: "One's own, or with `settings.manage` a shared one. What somebody else changed since `version` is a `conflict` with theirs and mine, where it is not the same.", answer: { schema: Answer } }),
    validate("param", Param),
    validate("json", Patch),
    async (c) => {
      const { version, edit } = c.req.valid("json");
      const { view, changes } = await changeView(c.var.db, personsIntent(c), c.req.valid("param").id, version, edit);
      publishChanges(c, changes);
      return c.json({ view });
    },
  )
  .delete(
    "/:id",
    requirePermission("orders.read"),
    describe({ tag: "Views", summary: "Delete a view", permission: "orders.read", description: "Links to it still show what it showed. It can be restored.", answer: { status: 204 } }),
    validate("param", Param),
    async (c) => {
      const { changes } = await deleteView(c.var.db, personsIntent(c), c.req.valid("param").id);
      publishChanges(c, changes);
      return c.body(null, 204);
    },
  )
  .post(
    "/:id/restore",
    requirePermission("orders.read"),
    describe({ tag: "Views", summary: "Restore a deleted view", permission: "orders.read", answer: { schema: Answer } }),
    validate("param", Param),
    async (c) => {
      const { view, changes } = await restoreView(c.var.db, personsIntent(c), c.req.valid("param").id);
      publishChanges(c, changes);
      return c.json({ view });
    },
  );
