import { inject } from "vitest";
import { commit } from "../../db/commit.ts";
import { databaseFor } from "../../db/database.ts";
import type { OrgDatabase } from "../../db/database.ts";
import { loadLookups } from "../../db/lookups.ts";
import type { Lookups } from "../../domain/lookups.ts";
import { createOrganization } from "../../db/organization.ts";
import { loggedRow } from "../../db/order.ts";
import { insertOrderWrites } from "../../db/order-write.ts";
import type { Actor } from "../../domain/change.ts";
import { newId } from "../../domain/ids.ts";
import { orderNumber } from "../../domain/organization.ts";
import { INVOICE_STATUSES } from "../../domain/invoice-status.ts";
import { EMPTY_ADDRESS, ORDER_TYPES } from "../../domain/order.ts";
import type { Order } from "../../domain/order.ts";
import { dayOf } from "../../domain/zoned-day.ts";
import { anOrder } from "../domain/order-fixture.ts";

export const ADA: Actor = { kind: "user", id: "usr_ada", name: "Ada Fenwick" };

export interface SmallOrganization {
  readonly db: OrgDatabase;
  readonly lookups: Lookups;
}

/** An organization of its own in the database of the run. @param timeZone one whose clocks change at midnight finds more */
export async function smallOrganization(timeZone = "Africa/Cairo"): Promise<SmallOrganization> {
  const id = newId("org");
  const db = databaseFor({ url: inject("sqldUrl"), token: "" }, id);
  await createOrganization(db, { slug: id, name: "Small", currency: "GBP", locale: "en-GB", timeZone, numberPrefix: "SM", taxRate: 2000, taxInclusive: true, riskThreshold: 75, agents: ["Blue Van", "Own fleet", "Nobody's"], microsites: ["Main shop", "Trade shop"] });
  await db.writeBatch([
    { sql: "INSERT INTO person (org_id, id, name, role, active) VALUES (:org, 'usr_ada', 'Ada Fenwick', 'csr', 1), (:org, 'usr_bo', 'Bo Diaz', 'csr', 0), (:org, 'usr_cy', 'Cy Ito', 'csr', 1)" },
    // Organizations order their statuses themselves, so two may stand at one place.
    { sql: "UPDATE order_status SET position = 3 WHERE org_id = :org AND name = 'Approved'" },
  ]);
  return { db, lookups: await loadLookups(db) };
}

const NAMES = ["Ada Fenwick", "ada fenwick", "Åsa Ek", "Zoë O'Neill-Smith", "Smith & Sons", "李雷", "Ян Ковач", "  Bo  Diaz ", "42 Degrees", "smithson", "Łucja OBrien", "Søren O’Brien"];
const MAILS = ["ada@example.com", "zoe.oneill@smith.example", "li+4@例え.jp", "", "bo@4.example"];
export const TAGS = ["gift", "urgent", "Gift", "ä,ö", "say \"hi\"", "🎁"];
const POST_CODES = ["", "SW1A 1AA", "sw1a1aa", "EC1A1BB", "M1 1AE", "10115", "D-80331", "〒100"];
const CODES = ["ANCHOR", "85123A", "B-7/10", "85123-B", "錨"];
const PHONES = ["020 7946 0123", "+44 20 7946 0123", "12", "", "(555) 4-2", "0044 (0)7700 900123", "07700 900123", "+1 212 555 0123", "+353 (0)1 234 5678"];

/** Orders of every kind, many alike, so that sorts meet ties and each value of each field occurs. @param random numbers in [0, 1) */
export function randomOrder({ lookups }: SmallOrganization, random: () => number, n: number): Order {
  const any = <T>(from: readonly T[]): T => {
    const value = from[Math.floor(random() * from.length)];
    if (value === undefined) throw new TypeError("Nothing to choose from.");
    return value;
  };
  // About the two days of 2024 on which the clocks of Cairo change at midnight, and a few in between.
  const placedAt = any([Date.UTC(2024, 3, 25, 21), Date.UTC(2024, 9, 31, 20), Date.UTC(2024, 6, 1)]) + Math.floor(random() * 36) * 900_000;
  const status = any(lookups.statuses);
  const paid = any([0, 0, 1499, 700, 5000]);
  return anOrder({
    id: newId("ord", placedAt),
    number: orderNumber("SM", n),
    version: 1,
    placedAt,
    placedDay: dayOf(placedAt, lookups.organization.timeZone),
    orderType: any(ORDER_TYPES),
    channelId: any(lookups.channels).id,
    customerName: any(NAMES),
    customerEmail: any(MAILS),
    customerPhone: any(PHONES),
    company: any(["", "", "Fenwick Ltd", "4 Smiths"]),
    statusId: status.id,
    stage: status.stage,
    paid,
    refunded: any([0, 0, 100]) > paid ? paid : 0,
    fee: any([0, 495, 10_000]),
    fraudScore: any([null, 0, 10, 50, 90, 100]),
    highRisk: random() < 0.2,
    reference: any(["", "PO-42", "po 7/42", "4"]),
    tags: TAGS.filter(() => random() < 0.2),
    paymentMethod: any([null, "card", "bacs", "imported"]),
    invoiceStatus: any(INVOICE_STATUSES),
    trackingNumber: any(["", "JD 1", "jd 0", "Ü1", "🚚", "～"]),
    note: any(["", "Ring twice", "leave it", "n".repeat(130), "\u{ffff}x", "😀x"]),
    deliveryAddress: random() < 0.3 ? null : { ...EMPTY_ADDRESS, postCode: any(POST_CODES) },
    deliveryAddressId: newId("adr", placedAt),
    lines: Array.from({ length: 1 + Math.floor(random() * 3) }, (_, i) => ({ id: newId("lin", placedAt), stockCode: any(CODES), description: `Line ${i}`, quantity: 1, unitPrice: any([499, 1999]), total: 0 })).map((line) => ({ ...line, total: line.unitPrice })),
    csrId: any([null, "usr_ada", "usr_bo", "usr_cy"]),
    agentId: any([null, ...lookups.agents.map((a) => a.id)]),
    micrositeId: any([null, ...lookups.microsites.map((m) => m.id)]),
    deletedAt: random() < 0.1 ? placedAt + 1 : null,
  });
}

/** Writes new orders the way the product does, a few to a commit. The batch allocates the numbers that `randomOrder` foresaw. */
export async function insertOrders({ db }: SmallOrganization, orders: readonly Order[]): Promise<void> {
  for (let from = 0; from < orders.length; from += 20) {
    const some = orders.slice(from, from + 20);
    await commit(db, {
      key: newId("key"),
      fingerprint: "insert",
      actor: ADA,
      cause: { kind: "request", id: "insert" },
      at: 1,
      writes: some.flatMap((o) => insertOrderWrites(o, "SM")),
      changes: some.map((o) => ({ kind: "order.created", entity: "order", entityId: o.id, version: 1, patch: {}, row: loggedRow(o), comment: "" })),
      result: {},
    });
  }
}
