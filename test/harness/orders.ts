import * as v from "valibot";
import { Customer } from "../../domain/customer.ts";
import type { OrderDraft } from "../../domain/order-create.ts";
import { Order } from "../../domain/order.ts";
import { tokens } from "../../domain/search-text.ts";
import type { Call, Tenant } from "./tenant.ts";

export interface Shop {
  readonly customer: Customer;
  /** A valid draft of one line. */
  draft(over?: Partial<OrderDraft>): object;
  place(over?: Partial<OrderDraft>, call?: Call): Promise<Order>;
}

export const OrderAnswer = v.object({ order: Order, seq: v.number() });
export const SavedAnswer = v.object({ order: Order, seq: v.number(), merged: v.boolean() });

/** Products (Settings make them in the product, and imports) and a customer for a test's organization. */
export async function newShop(t: Tenant, products: Record<string, { name: string; price: number }> = { ANCHOR: { name: "Brass anchor", price: 1250 }, BUOY: { name: "Red buoy", price: 999 }, CLEAT: { name: "Steel cleat", price: 300 } }): Promise<Shop> {
  await t.db.writeBatch(
    Object.entries(products).map(([code, p]) => ({
      sql: "INSERT INTO product (org_id, stock_code, name, price, active, search_code, search_name) VALUES (:org, :code, :name, :price, 1, :search_code, :search_name)",
      args: { code, name: p.name, price: p.price, search_code: tokens(code).join(" "), search_name: tokens(p.name).join(" ") },
    })),
  );
  const answer = await t.people.csr.call("customers", { method: "POST", body: { name: "Nadia Okafor", email: "nadia.okafor@example.com", phone: "020 7946 0321", company: "Okafor Rigging" } });
  const { customer } = v.parse(v.object({ customer: Customer }), await answer.json());
  const draft = (over: Partial<OrderDraft> = {}): object => ({ customerId: customer.id, lines: [{ stockCode: "ANCHOR", quantity: 2 }], ...over });
  return {
    customer,
    draft,
    async place(over, call = t.people.csr.call) {
      return v.parse(OrderAnswer, await (await call("orders", { method: "POST", body: draft(over) })).json()).order;
    },
  };
}
