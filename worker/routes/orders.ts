import { Hono } from "hono";
import type { Context } from "hono";
import * as v from "valibot";
import { Change } from "../../domain/change.ts";
import { OrderGroups } from "../../domain/group.ts";
import { OrderDraft } from "../../domain/order-create.ts";
import { OrderEdit } from "../../domain/order-edit.ts";
import { OrderCounts, OrderList } from "../../domain/order-list.ts";
import { showsDeleted } from "../../domain/filter.ts";
import { Order } from "../../domain/order.ts";
import { ProblemError } from "../../domain/problem.ts";
import { readEntityChanges } from "../../db/change.ts";
import { readGroups } from "../../db/order-groups.ts";
import { listOrders } from "../../db/order-list.ts";
import { readQuickCounts } from "../../db/order-counts.ts";
import { readTags } from "../../db/order-tags.ts";
import { HEAD, headOf } from "../../db/head.ts";
import { orderById, orderOf } from "../../db/order.ts";
import type { AppEnv } from "../context.ts";
import { describe } from "../describe.ts";
import { requirePermission, requirePermissionMeanwhile, whoAsks } from "../identity.ts";
import { allowFilter } from "../orders/allow-filter.ts";
import { intentOf } from "../intent-of.ts";
import { createOrder } from "../orders/create-order.ts";
import { deleteOrder } from "../orders/delete-order.ts";
import { readSnapshot, saveOrder } from "../orders/save-order.ts";
import type { Saved } from "../orders/save-order.ts";
import { undoChange } from "../orders/undo-change.ts";
import { publishChanges } from "../publish.ts";
import { validate } from "../validate.ts";
import { GroupsQuery, groupRequestOf, ListQuery, listRequestOf, NoQuery, refuseMisread, writeCursor } from "./order-list-query.ts";

const Param = v.object({ id: v.string() });
const Version = v.pipe(v.number("Send the version that your change is based on."), v.integer(), v.minValue(1));
const Patch = v.strictObject({ version: Version, edit: OrderEdit });
const OrderAnswer = v.object({ order: Order, seq: v.number() });
const SavedAnswer = v.object({ order: Order, seq: v.number(), merged: v.boolean() });

export const orders = new Hono<AppEnv>()
  .get(
    "/",
    requirePermissionMeanwhile("orders.read"),
    describe({ tag: "Orders", summary: "List orders", permission: "orders.read", description: "A window of a filtered and sorted list. `before` and `after` are cursors to the neighbouring windows, null at the ends; `count` is exact, or null where only reading all would tell; `bounded` says that more may match than could be looked at (50,000 orders passed, the newest 5,000 sorted by a column without an index, or 1,000 hits of a search): a narrower filter shows them.", answer: { schema: OrderList } }),
    refuseMisread,
    validate("query", ListQuery),
    async (c) => {
      const query = c.req.valid("query");
      const request = listRequestOf(c.req.url, query, Date.now());
      if (showsDeleted(request.filter)) allowFilter(request.filter, (await whoAsks(c)).permissions);
      const { rows, more, count, bounded, seq } = await listOrders(c.var.db, request);
      const cursor = (at: (typeof rows)[number] | undefined, exists: boolean) => (at && exists ? writeCursor(request.sort, at.at) : null);
      const first = cursor(rows[0], request.backwards ? more : request.at !== null);
      const last = cursor(rows.at(-1), request.backwards ? request.at !== null : more);
      return c.json({ rows: rows.map((r) => r.row), before: first, after: last, count, bounded, seq });
    },
  )
  .get(
    "/counts",
    requirePermissionMeanwhile("orders.read"),
    describe({ tag: "Orders", summary: "Count the quick filters", permission: "orders.read", answer: { schema: OrderCounts } }),
    validate("query", NoQuery),
    async (c) => c.json(await readQuickCounts(c.var.db, Date.now())),
  )
  .get(
    "/tags",
    requirePermissionMeanwhile("orders.read"),
    describe({ tag: "Orders", summary: "List the tags in use", permission: "orders.read", description: "By the alphabet, at most 500.", answer: { schema: v.object({ tags: v.array(v.string()) }) } }),
    validate("query", NoQuery),
    async (c) => c.json({ tags: await readTags(c.var.db) }),
  )
  .get(
    "/groups",
    requirePermissionMeanwhile("orders.read"),
    describe({ tag: "Orders", summary: "Add up groups of orders", permission: "orders.read", description: "How many orders of a filtered list agree in one field, and the sum of their totals in minor units. Filters are those of the list, which with the group's key as one more of them (`placed=2026-11-21..2026-11-21` for a day) answers the orders of a group. Exact, unless `bounded` says that not all orders were looked at.", answer: { schema: OrderGroups } }),
    refuseMisread,
    validate("query", GroupsQuery),
    async (c) => {
      const request = groupRequestOf(c.req.url, c.req.valid("query").group, Date.now());
      if (showsDeleted(request.filter)) allowFilter(request.filter, (await whoAsks(c)).permissions);
      const { groups, bounded, seq } = await readGroups(c.var.db, request);
      return c.json({ groups, bounded, seq });
    },
  )
  .post(
    "/",
    requirePermission("orders.create"),
    describe({ tag: "Orders", summary: "Place an order", permission: "orders.create", answer: { status: 201, schema: OrderAnswer } }),
    validate("json", OrderDraft),
    async (c) => {
      const { order, seq, changes } = await createOrder(c.var.db, intentOf(c), c.req.valid("json"));
      publishChanges(c, changes);
      return c.json({ order, seq }, 201);
    },
  )
  .get(
    "/:id",
    requirePermissionMeanwhile("orders.read"),
    describe({ tag: "Orders", summary: "Read an order", permission: "orders.read", answer: { schema: OrderAnswer } }),
    validate("param", Param),
    async (c) => {
      const [head = [], rows = []] = await c.var.db.queryAll([HEAD, orderById(c.req.valid("param").id)]);
      const order = orderOf(rows);
      if (!order) throw notHere();
      return c.json({ order, seq: headOf(head) });
    },
  )
  .patch(
    "/:id",
    requirePermissionMeanwhile("orders.read"),
    describe({ tag: "Orders", summary: "Change an order", permission: "orders.read", description: "`edit` names only the fields to change; each needs its own permission (`orders.edit`, `orders.status`, `orders.fulfil`, `prices.override`). Fields that others changed since `version` merge, unless they are the same: then `conflict` with base, theirs and mine.", answer: { schema: SavedAnswer } }),
    validate("param", Param),
    validate("json", Patch),
    async (c) => {
      const { version, edit } = c.req.valid("json");
      const { id } = c.req.valid("param");
      const snapshot = readSnapshot(c.var.db, id, edit); // takes the question of who asks along
      snapshot.catch(() => undefined);
      await c.var.allowed;
      return c.json(told(c, await saveOrder(c.var.db, { ...intentOf(c), id, version, edit }, snapshot)));
    },
  )
  .post(
    "/:id/fulfilment",
    requirePermission("orders.fulfil"),
    describe({ tag: "Orders", summary: "Send an order for fulfilment", permission: "orders.fulfil", description: "Locks lines, fee, customer and delivery address.", answer: { schema: SavedAnswer } }),
    validate("param", Param),
    validate("json", v.strictObject({ version: Version })),
    async (c) => {
      const { id } = c.req.valid("param");
      const edit: OrderEdit = { send: true };
      return c.json(told(c, await saveOrder(c.var.db, { ...intentOf(c), id, version: c.req.valid("json").version, edit }, readSnapshot(c.var.db, id, edit))));
    },
  )
  .delete(
    "/:id",
    requirePermission("orders.delete"),
    describe({ tag: "Orders", summary: "Delete an order", permission: "orders.delete", description: "It leaves every list; its history remains, and `restore` brings it back.", answer: { schema: SavedAnswer } }),
    validate("param", Param),
    async (c) => {
      return c.json(told(c, await deleteOrder(c.var.db, intentOf(c), c.req.valid("param").id, true)));
    },
  )
  .post(
    "/:id/restore",
    requirePermission("orders.restore"),
    describe({ tag: "Orders", summary: "Restore a deleted order", permission: "orders.restore", description: "As it was when it was deleted.", answer: { schema: SavedAnswer } }),
    validate("param", Param),
    async (c) => {
      return c.json(told(c, await deleteOrder(c.var.db, intentOf(c), c.req.valid("param").id, false)));
    },
  )
  .post(
    "/:id/undo",
    requirePermission("orders.read"),
    describe({ tag: "Orders", summary: "Undo one's own last change", permission: "orders.read", description: "`seq` names the change in the log. It is taken back by a change of its own, if whoever asks made it and nobody changed the order since; each field needs the permission that changing it needs.", answer: { schema: SavedAnswer } }),
    validate("param", Param),
    validate("json", v.strictObject({ seq: v.pipe(v.number("Send the `seq` of the change."), v.integer(), v.minValue(1)) })),
    async (c) => {
      return c.json(told(c, await undoChange(c.var.db, intentOf(c), c.req.valid("param").id, c.req.valid("json").seq)));
    },
  )
  .get(
    "/:id/timeline",
    requirePermissionMeanwhile("orders.read"),
    describe({ tag: "Orders", summary: "Read an order's history", permission: "orders.read", description: "Its entries of the change log, oldest first.", answer: { schema: v.object({ items: v.array(Change) }) } }),
    validate("param", Param),
    async (c) => {
      const { id } = c.req.valid("param");
      const [items, [order]] = await Promise.all([readEntityChanges(c.var.db, id, 0), c.var.db.query({ sql: "SELECT 1 FROM orders WHERE org_id = :org AND id = :id", args: { id } })]);
      if (!order) throw notHere();
      return c.json({ items });
    },
  );

/** Everybody hears of what was saved, and whoever asked is answered. */
function told(c: Context<AppEnv>, { order, seq, merged, changes }: Saved): v.InferOutput<typeof SavedAnswer> {
  publishChanges(c, changes);
  return { order, seq, merged };
}

function notHere(): ProblemError {
  return new ProblemError("not_found", "This order does not exist in this organization.");
}
