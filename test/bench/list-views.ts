import * as v from "valibot";
import type { Filter } from "../../domain/filter.ts";
import { DEFAULT_VIEW, printView } from "../../domain/filter-url.ts";
import { DEFAULT_SORT } from "../../domain/order-sort.ts";
import type { OrderSort } from "../../domain/order-sort.ts";
import { writeCursor } from "../../worker/routes/order-list-query.ts";
import type { Stage } from "./stage.ts";

export interface BenchView {
  readonly name: string;
  /** Of the list route, with its query. */
  readonly path: string;
  /** What the product must have found: ids of the first rows in order, and how many there are. By plain SQL that knows nothing of the product's plans. */
  readonly truth: () => Promise<{ readonly ids: readonly string[]; readonly count: number }>;
}

/** Beside the seven views whose worst is the ratio: harder ones, whose figures are told as well. */
export const MORE_VIEWS: ReadonlySet<string> = new Set(["a CSR who left long ago", "three filters by total", "all by e-mail", "a range of totals of an agent"]);

const LIMIT = 50;
const BY_DATE: OrderSort = { field: "placed", dir: "desc" };

/** The named views of the benchmark, over the ids of one stage. */
export function listViews(stage: Stage, orders: number): BenchView[] {
  const { lookups } = stage;
  const status = (name: string) => lookups.statuses.find((s) => s.name === name)?.id ?? "";
  const channel = (name: string) => lookups.channels.find((c) => c.name === name)?.id ?? "";
  const agent = (name: string) => lookups.agents.find((a) => a.name === name)?.id ?? "";
  const csr = (name: string) => lookups.people.find((p) => p.name === name)?.id ?? "";
  const is = <const F extends "status" | "channel" | "csr">(field: F, ...values: string[]) => ({ field, op: "in" as const, values });

  const view = (name: string, filter: Filter, where: string, sort: OrderSort = BY_DATE, order = "placed_at DESC, id DESC"): BenchView => ({
    name,
    path: `orders?${printView({ ...DEFAULT_VIEW, filter, sort })}&limit=${LIMIT}`,
    truth: () => truthOf(stage, where, order),
  });
  const statusIs = (name: string) => `status_id = '${status(name)}'`;
  const csrIs = (name: string) => `csr_id = '${csr(name)}'`;
  const channelIs = (name: string) => `channel_id = '${channel(name)}'`;

  const deep: BenchView = {
    name: "deep",
    path: `orders?limit=${LIMIT}&after=`,
    truth: () => truthOf(stage, "1", "placed_at DESC, id DESC", deepRow(orders) + 1),
  };
  return [
    view("all by date", [], "1"),
    view("one status by date", [is("status", status("Dispatched"))], statusIs("Dispatched")),
    view("unpaid by total", [{ field: "unpaid", op: "is", value: true }], "unpaid = 1", { field: "total", dir: "desc" }, "total DESC, id DESC"),
    view("one CSR and status by date", [is("csr", csr("Ada Abbott")), is("status", status("Delivered"))], `${csrIs("Ada Abbott")} AND ${statusIs("Delivered")}`),
    view("a CSR who left long ago", [is("csr", csr("Joao Pires")), is("status", status("Delivered"))], `${csrIs("Joao Pires")} AND ${statusIs("Delivered")}`),
    view("rare match", [is("csr", csr("Joao Pires")), is("status", status("Failed")), is("channel", channel("Email"))], `${csrIs("Joao Pires")} AND ${statusIs("Failed")} AND ${channelIs("Email")}`),
    view("no match", [is("csr", csr("Luca Moretti")), is("status", status("Cancelled")), is("channel", channel("Etsy"))], `${csrIs("Luca Moretti")} AND ${statusIs("Cancelled")} AND ${channelIs("Etsy")}`),
    view("three filters by total", [is("csr", csr("Kara Voss")), is("status", status("Cancelled")), is("channel", channel("Phone"))], `${csrIs("Kara Voss")} AND ${statusIs("Cancelled")} AND ${channelIs("Phone")}`, { field: "total", dir: "desc" }, "total DESC, id DESC"),
    view("all by e-mail", [], "1", { field: "email", dir: "desc" }, "search_email DESC, id DESC"),
    view("a range of totals of an agent", [{ field: "agent", op: "in", values: [agent("Own fleet")] }, { field: "total", op: "between", from: 100_000, to: null }], `agent_id = '${agent("Own fleet")}' AND total >= 100000`),
    deep,
  ];
}

/** After row 500,000; of fewer orders, after the middle one. */
function deepRow(orders: number): number {
  return Math.min(500_000, orders / 2);
}

/** The deep view begins at the cursor that somebody who scrolled there holds. */
export async function withCursor(stage: Stage, view: BenchView, orders: number): Promise<BenchView> {
  if (view.name !== "deep") return view;
  const [row] = await stage.db.query({ sql: "SELECT placed_at, id FROM orders WHERE org_id = :org AND deleted_at IS NULL ORDER BY placed_at DESC, id DESC LIMIT 1 OFFSET :at", args: { at: deepRow(orders) } });
  const at = v.parse(v.object({ placed_at: v.number(), id: v.string() }), row);
  return { ...view, path: view.path + writeCursor(DEFAULT_SORT, { key: at.placed_at, id: at.id }) };
}

async function truthOf(stage: Stage, where: string, order: string, skipped = 0): Promise<{ ids: string[]; count: number }> {
  // NOT INDEXED: each row is looked at, so that a wrong index cannot hide itself.
  const [rows = [], counted = []] = await stage.db.queryAll([
    { sql: `SELECT id FROM orders NOT INDEXED WHERE org_id = :org AND deleted_at IS NULL AND ${where} ORDER BY ${order} LIMIT ${LIMIT} OFFSET ${skipped}` },
    { sql: `SELECT count(*) AS n FROM orders NOT INDEXED WHERE org_id = :org AND deleted_at IS NULL AND ${where}` },
  ]);
  return { ids: rows.map((r) => v.parse(v.string(), r["id"])), count: v.parse(v.number(), counted[0]?.["n"]) };
}
