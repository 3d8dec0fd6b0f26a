import Papa from "papaparse";
import { expect, it } from "vitest";
import { IMPORT_FIELDS, missingFields } from "../../../domain/import/field.ts";
import type { ImportField } from "../../../domain/import/field.ts";
import { guessMapping } from "../../../domain/import/guess-mapping.ts";
import { TEMPLATE_CSV } from "../../../domain/import/template.ts";
import { plausibleMapping } from "../../../domain/import/plausible.ts";
import { readingOf, rowsOf, UCI } from "./file-rows.ts";

/** Header by field, to read. */
function guessed(headers: readonly string[]): Partial<Record<ImportField, string | undefined>> {
  return Object.fromEntries(Object.entries(guessMapping(headers)).map(([field, column]) => [field, headers[column]]));
}

it("the headers of real shops are understood, whatever their spelling [X1.2]", () => {
  expect(guessed(UCI)).toEqual({ order: "InvoiceNo", stockCode: "StockCode", description: "Description", quantity: "Quantity", date: "InvoiceDate", unitPrice: "UnitPrice", customerId: "CustomerID", deliveryCountry: "Country" });
  expect(guessed(["INVOICE NO", "stock_code", "Unit  Price", "quantité", "Quantity", "invoice date"])).toMatchObject({ order: "INVOICE NO", stockCode: "stock_code", unitPrice: "Unit  Price", quantity: "Quantity", date: "invoice date" });
  expect(guessed(["order_id", "order_purchase_timestamp", "order_status", "product_id", "price", "freight_value", "customer_id", "customer_unique_id", "customer_city", "customer_state"])).toEqual({
    order: "order_id", date: "order_purchase_timestamp", status: "order_status", stockCode: "product_id", unitPrice: "price", lineFee: "freight_value", customerId: "customer_unique_id", deliveryCity: "customer_city", deliveryRegion: "customer_state",
  });
  expect(guessed(["order_id", "customer_id", "order_date", "freight", "ship_name", "ship_address", "ship_city", "ship_region", "ship_postal_code", "ship_country", "product_name", "unit_price", "quantity", "company_name", "contact_name", "phone"])).toMatchObject({
    fee: "freight", deliveryName: "ship_name", deliveryLine1: "ship_address", deliveryPostCode: "ship_postal_code", description: "product_name", company: "company_name", customerName: "contact_name", customerPhone: "phone",
  });
});

it("Name is the order of a Shopify export, and a person elsewhere [X1.2]", () => {
  const shopify = guessed(["Name", "Email", "Financial Status", "Fulfillment Status", "Shipping", "Created at", "Lineitem quantity", "Lineitem name", "Lineitem price", "Lineitem sku", "Billing Name", "Billing City", "Shipping Name", "Shipping Address1", "Shipping Zip", "Notes", "Tags", "Refunded Amount", "Discount Amount"]);
  expect(shopify).toMatchObject({ order: "Name", customerEmail: "Email", paymentStatus: "Financial Status", status: "Fulfillment Status", fee: "Shipping", date: "Created at", quantity: "Lineitem quantity", description: "Lineitem name", unitPrice: "Lineitem price", stockCode: "Lineitem sku", customerName: "Billing Name", deliveryName: "Shipping Name", deliveryPostCode: "Shipping Zip", refundedAmount: "Refunded Amount" });
  expect(guessed(["Order", "Date", "SKU", "Price", "Name"])).toMatchObject({ order: "Order", customerName: "Name" });
});

it("each column is guessed for one field, and of two with the same header the first counts [X1.2]", () => {
  expect(guessMapping(["id", "SKU", "sku", "Order", "order"])).toEqual({ stockCode: 1, order: 3 });
  expect(guessMapping(["", "foo", "bar"])).toEqual({});
});

it("every header of the template is understood, each as another field [X1.4]", () => {
  const [header = []] = Papa.parse<string[]>(TEMPLATE_CSV.trimEnd()).data;
  const mapping = guessMapping(header);
  expect(new Set(Object.values(mapping)).size).toBe(header.length);
  expect(missingFields(mapping)).toEqual([]);
});

it("what must be mapped is named, each in a sentence [X1.3]", () => {
  expect(missingFields({})).toHaveLength(4);
  expect(missingFields({ order: 0, date: 1, description: 2, lineTotal: 3 })).toEqual([]);
  expect(missingFields({ order: 0, date: 1, stockCode: 2 })).toEqual(["Choose the column with the unit price or the line total."]);
});

it("every field has a name of its own [X1.2]", () => {
  expect(new Set(IMPORT_FIELDS.map((f) => f.label)).size).toBe(IMPORT_FIELDS.length);
});

it("a column whose cells are another shop's words is left out of the guess, unless it bears our own name [X1.14]", () => {
  const header = ["Order", "Date", "SKU", "Price", "Source", "Payment Method", "Order type", "Employee", "Shipping", "Fulfillment Status", "Channel"];
  const cells = (...more: string[]) => ["1", "2010-12-01", "A", "1.00", ...more];
  const guess = (...rows: string[][]) => Object.keys(plausibleMapping(header, rowsOf(rows), readingOf(header)));
  const kept = ["order", "date", "stockCode", "unitPrice", "fee", "status", "paymentMethod", "channel"];
  expect(guess(cells("shopify_draft_order", "Bogus Gateway", "online", "Staff Member", "Free shipping", "teleported", "Fax")).sort()).toEqual(["order", "date", "stockCode", "unitPrice", "channel"].sort());
  expect(guess(cells("web", "Card", "x", "x", "4.95", "fulfilled", "Web"), cells("shop_draft", "Bank transfer", "y", "y", "0.00", "unfulfilled", "Web")).sort()).toEqual(kept.sort());
});
