import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { root } from "../../scripts/paths.ts";

const dir = join(root, "migrations/tenant");
const files = readdirSync(dir).filter((f) => f.endsWith(".sql")).sort();
const at = files.indexOf("0006_group_counters.sql");

function apply(database: DatabaseSync, some: readonly string[]): void {
  for (const file of some) for (const statement of readFileSync(join(dir, file), "utf8").split("--> statement-breakpoint")) database.exec(statement);
}

/** Every column of an order, all alike but for those that are counted. */
function insertOrder(database: DatabaseSync, rid: number, over: Record<string, string | number | null>): void {
  const columns = database.prepare("SELECT name, type FROM pragma_table_xinfo('orders')").all();
  const values = columns.map(({ name, type }) => over[String(name)] ?? (name === "rid" ? rid : name === "id" || name === "number" ? `N${rid}` : name === "tags" ? "[]" : name === "external_id" || name === "deleted_at" ? null : type === "integer" ? 1 : "x"));
  database.prepare(`INSERT INTO orders (${columns.map((c) => String(c["name"])).join(", ")}) VALUES (${values.map(() => "?").join(", ")})`).run(...values);
}

describe("the migration that adds counters of groups", () => {
  it("counts the orders that were there before it, and those that come after it [L5.37]", () => {
    const database = new DatabaseSync(":memory:");
    apply(database, files.slice(0, at));
    insertOrder(database, 1, { org_id: "org_a", placed_day: "2026-11-20", facet_id: 1, agent_id: "", total: 100 });
    insertOrder(database, 2, { org_id: "org_a", placed_day: "2026-11-20", facet_id: 1, agent_id: "agt", total: 200 });
    insertOrder(database, 3, { org_id: "org_a", placed_day: "2026-11-21", facet_id: 2, agent_id: "agt", total: 400, deleted_at: 5 });
    insertOrder(database, 4, { org_id: "org_b", placed_day: "2026-11-20", facet_id: 3, agent_id: "", total: 800 });
    apply(database, files.slice(at));
    insertOrder(database, 5, { org_id: "org_a", placed_day: "2026-11-20", facet_id: 1, agent_id: "agt", total: 1_600 });
    database.exec("UPDATE orders SET total = 3, agent_id = 'new' WHERE rid = 1; UPDATE orders SET deleted_at = NULL WHERE rid = 3");
    expect(database.prepare("SELECT org_id, day, orders, total FROM day_count ORDER BY org_id, day").all().map((row) => ({ ...row }))).toEqual([
      { org_id: "org_a", day: "2026-11-20", orders: 3, total: 1_803 },
      { org_id: "org_a", day: "2026-11-21", orders: 1, total: 400 },
      { org_id: "org_b", day: "2026-11-20", orders: 1, total: 800 },
    ]);
    expect(database.prepare("SELECT facet_id, agent_id, orders, total FROM facet_agent WHERE orders > 0 ORDER BY facet_id, agent_id").all().map((row) => ({ ...row }))).toEqual([
      { facet_id: 1, agent_id: "agt", orders: 2, total: 1_800 },
      { facet_id: 1, agent_id: "new", orders: 1, total: 3 },
      { facet_id: 2, agent_id: "agt", orders: 1, total: 400 },
      { facet_id: 3, agent_id: "", orders: 1, total: 800 },
    ]);
  });
});
