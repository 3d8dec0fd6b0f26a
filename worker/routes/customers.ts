import { Hono } from "hono";
import * as v from "valibot";
import { Customer, CustomerDraft } from "../../domain/customer.ts";
import { ProblemError } from "../../domain/problem.ts";
import { customerById, customerOf, searchCustomers } from "../../db/customer.ts";
import type { AppEnv } from "../context.ts";
import { describe } from "../describe.ts";
import { requirePermission, requirePermissionMeanwhile } from "../identity.ts";
import { createCustomer } from "../orders/create-customer.ts";
import { publishChanges } from "../publish.ts";
import { intentOf } from "../intent-of.ts";
import { validate } from "../validate.ts";

const Query = v.object({ q: v.optional(v.pipe(v.string(), v.maxLength(400)), "") });
const Param = v.object({ id: v.string() });
const Answer = v.object({ customer: Customer });

export const customers = new Hono<AppEnv>()
  .get(
    "/",
    requirePermissionMeanwhile("orders.read"),
    describe({ tag: "Customers", summary: "Find customers by name, company, e-mail or phone", permission: "orders.read", description: "Every word of `q` (two characters or more) begins a word of them; at most 20, the newest first.", answer: { schema: v.object({ items: v.array(Customer) }) } }),
    validate("query", Query),
    async (c) => c.json({ items: await searchCustomers(c.var.db, c.req.valid("query").q) }),
  )
  .post(
    "/",
    requirePermission("customers.create"),
    describe({ tag: "Customers", summary: "Create a customer", permission: "customers.create", answer: { status: 201, schema: Answer } }),
    validate("json", CustomerDraft),
    async (c) => {
      const { customer, changes } = await createCustomer(c.var.db, intentOf(c), c.req.valid("json"));
      publishChanges(c, changes);
      return c.json({ customer }, 201);
    },
  )
  .get(
    "/:id",
    requirePermissionMeanwhile("orders.read"),
    describe({ tag: "Customers", summary: "Read a customer", permission: "orders.read", answer: { schema: Answer } }),
    validate("param", Param),
    async (c) => {
      const customer = customerOf(await c.var.db.query(customerById(c.req.valid("param").id)));
      if (!customer) throw new ProblemError("not_found", "This customer does not exist in this organization.");
      return c.json({ customer });
    },
  );
