import type { FileRow, Reading } from "../../../domain/import/draft.ts";
import { guessMapping } from "../../../domain/import/guess-mapping.ts";
import type { PlanContext } from "../../../domain/import/plan.ts";
import type { Organization } from "../../../domain/organization.ts";
import { DEFAULT_STATUSES } from "../../../domain/order-status.ts";

export const organization: Organization = { id: "org_1", slug: "shop", name: "Shop", currency: "GBP", locale: "en-GB", timeZone: "Europe/London", numberPrefix: "SH", taxRate: 2000, taxInclusive: true, riskThreshold: 70 };

const statuses = DEFAULT_STATUSES.map((s, position) => ({ ...s, id: `sta_${position}`, position, active: s.name !== "Failed" }));
const channels = ["Web", "Admin", "Phone"].map((name, position) => ({ id: `chn_${name}`, name, kind: "web" as const, active: name !== "Phone", position }));
const people = ["Ada Hartley", "Bo Lindqvist", "Bo Lindqvist"].map((name, i) => ({ id: `usr_${i}`, name, initials: "", color: "teal", role: "csr", active: i > 0 }));
const microsites = [{ id: "mic_1", name: "Trade shop", active: true }];
const agents = [{ id: "agt_1", name: "North Couriers", active: false }];

/** How the rows under a header are understood. */
export function readingOf(header: readonly string[], over: Partial<Reading> = {}): Reading {
  return { mapping: guessMapping(header), dateOrder: "ymd", decimal: ".", currency: "GBP", digits: 2, timeZone: "UTC", names: { statuses, channels, microsites, people, agents }, guarded: false, ...over };
}

export function rowsOf(cells: readonly (readonly string[])[], from = 1): FileRow[] {
  return cells.map((c, i) => ({ number: from + i, cells: c, broken: null }));
}

export const UCI = ["InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country"];

export function planContext(over: Partial<PlanContext> = {}): PlanContext {
  const status = statuses.find((s) => s.stage === "pending");
  if (!status) throw new Error("there is a pending status");
  return { organization, status, channelId: "chn_Admin", now: 1_800_000_000_000, jobId: "job_1", guestName: "Guest", createProducts: true, ...over };
}
