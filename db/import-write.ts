import type { InValue } from "@libsql/client/web";
import type { Reject } from "../domain/import/draft.ts";
import type { NewCustomer, NewOrder, Plan } from "../domain/import/plan.ts";
import { addressId } from "../domain/import/build-order.ts";
import type { Address } from "../domain/order.ts";
import { patchOf } from "../domain/order-rule.ts";
import { personTokens, tokens } from "../domain/search-text.ts";
import type { NewChange, Write } from "./commit.ts";
import { insertRows } from "./insert-rows.ts";
import { loggedRow } from "./order.ts";
import { FACET_COLUMNS, orderColumns, updateOrderWrites } from "./order-write.ts";

export interface ImportContext {
  readonly jobId: string;
  readonly prefix: string;
  /** UTC milliseconds. */
  readonly now: number;
}

/** One step of an import, as the writes and changes of one commit. The job's own row is the caller's. */
export function importWrites(plan: Plan, rejects: readonly { readonly reject: Reject; readonly key: string }[], context: ImportContext): { writes: Write[]; changes: NewChange[] } {
  const writes: Write[] = [
    ...customerWrites(plan.customers, context.now),
    ...addressWrites(plan),
    ...insertRows("product", ["stock_code", "name", "price", "search_code", "search_name"], plan.products.map((p) => [p.stockCode, p.name, p.price, tokens(p.stockCode).join(" "), tokens(p.name).join(" ")]), { orIgnore: true }),
    ...orderWrites(plan.orders, context),
    ...insertRows("order_line", ["order_id", "id", "position", "stock_code", "description", "quantity", "unit_price", "total"], plan.orders.flatMap(({ order }) => order.lines.map((l, i) => [order.id, l.id, i, l.stockCode, l.description, l.quantity, l.unitPrice, l.total]))),
    ...paymentWrites(plan),
    ...plan.extended.flatMap(({ before, after, hash }): Write[] => [
      ...updateOrderWrites(before, after),
      { sql: "UPDATE orders SET external_hash = :hash WHERE org_id = :org AND id = :id", args: { hash, id: after.id } },
    ]),
    ...insertRows("import_reject", ["job_id", "row_number", "order_key", "cells", "reason"], rejects.map(({ reject, key }) => [context.jobId, reject.row.number, key, JSON.stringify(reject.row.cells), reject.reason])),
  ];
  const changes: NewChange[] = [
    ...plan.customers.map((c): NewChange => ({ kind: "customer.created", entity: "customer", entityId: c.id, version: 1, patch: {}, row: null, comment: "" })),
    ...plan.orders.map(({ order }): NewChange => ({ kind: "order.imported", entity: "order", entityId: order.id, version: order.version, patch: {}, row: loggedRow(order), comment: "" })),
    ...plan.extended.map(({ before, after }): NewChange => ({ kind: "order.lines_changed", entity: "order", entityId: after.id, version: after.version, patch: patchOf(before, after), row: loggedRow(after), comment: "" })),
  ];
  return { writes, changes };
}

function customerWrites(customers: readonly NewCustomer[], now: number): Write[] {
  return insertRows(
    "customer",
    ["id", "name", "email", "phone", "company", "external_id", "address_id", "search_name", "search_email", "search_phone", "created_at"],
    customers.map((c) => {
      const search = personTokens({ customerName: c.name, company: c.company, customerEmail: c.email, customerPhone: c.phone });
      return [c.id, c.name, c.email, c.phone, c.company, c.externalId, c.address && addressId(c.id, c.address), search.name.join(" "), search.email.join(" "), search.phone.join(" "), now];
    }),
  );
}

function addressWrites(plan: Plan): Write[] {
  const addresses = new Map<string, Address>();
  for (const c of plan.customers) if (c.address) addresses.set(addressId(c.id, c.address), c.address);
  for (const { order: o } of plan.orders) {
    if (o.deliveryAddress && o.deliveryAddressId) addresses.set(o.deliveryAddressId, o.deliveryAddress);
    if (o.billingAddress && o.billingAddressId) addresses.set(o.billingAddressId, o.billingAddress);
  }
  const rows = [...addresses].map(([id, a]) => [id, a.name, a.company, a.line1, a.line2, a.city, a.region, a.postCode, a.country, a.phone]);
  return insertRows("address", ["id", "name", "company", "line1", "line2", "city", "region", "post_code", "country", "phone"], rows, { orIgnore: true });
}

function orderWrites(orders: readonly NewOrder[], context: ImportContext): Write[] {
  if (orders.length === 0) return [];
  const columns = orders.map(({ order }) => orderColumns(order));
  const names = Object.keys(columns[0] ?? {});
  let allocated = 0;
  let kept = 0;
  const rows = orders.map(({ order, externalId, hash }, i) => {
    if (order.number === "") allocated++;
    else kept = Math.max(kept, Number(order.number.slice(context.prefix.length)));
    return [order.number || null, allocated, order.id, externalId, hash, context.jobId, ...names.map((n): InValue => columns[i]?.[n] ?? null)];
  });
  const at = (name: string): number => 6 + names.indexOf(name);
  const facets = new Map(columns.map((c) => FACET_COLUMNS.map((f) => c[f] ?? null)).map((f) => [JSON.stringify(f), f]));
  const facetId = `(SELECT f.id FROM facet f WHERE f.org_id = :org AND f.deleted = 0 AND ${FACET_COLUMNS.map((f) => `f.${f} = {${at(f)}}`).join(" AND ")})`;
  return [
    // The counter moves past numbers that the file brought, so that none is given out twice.
    { sql: "UPDATE head SET order_number = max(order_number, :kept) + :allocated WHERE org_id = :org", args: { kept, allocated }, guarded: true },
    ...insertRows("facet", [{ name: "deleted", sql: "0" }, ...FACET_COLUMNS.map((name, i) => ({ name, sql: `{${i}}` }))], [...facets.values()], { orIgnore: true }),
    ...insertRows(
      "orders",
      [
        { name: "number", sql: "coalesce({0}, (SELECT printf('%s%07d', :prefix, h.order_number - :allocated + {1}) FROM head h WHERE h.org_id = :org))" },
        { name: "facet_id", sql: facetId },
        ...["id", "external_id", "external_hash", "import_id", ...names].map((name, i) => ({ name, sql: `{${i + 2}}` })),
      ],
      rows,
      { args: { prefix: context.prefix, allocated } },
    ),
  ];
}

function paymentWrites(plan: Plan): Write[] {
  const added = [...plan.orders.map(({ order }) => ({ order, from: 0 })), ...plan.extended.map(({ before, after }) => ({ order: after, from: before.payments.length }))];
  const rows = added.flatMap(({ order, from }) => order.payments.slice(from).map((p) => [order.id, p.id, p.method, p.amount, p.status, p.at]));
  return insertRows("payment", ["order_id", "id", "method", "amount", "status", "at"], rows);
}
