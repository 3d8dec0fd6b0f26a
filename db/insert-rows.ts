import type { InValue } from "@libsql/client/web";
import type { Write } from "./commit.ts";

/**
 * Any number of rows in one statement with one JSON argument: five times as fast as
 * a statement for each. A column may be an expression in which `{i}` stands for the
 * i-th value of the row.
 */
export function insertRows(table: string, columns: readonly (string | { readonly name: string; readonly sql: string })[], rows: readonly (readonly InValue[])[], more: { readonly orIgnore?: boolean; readonly args?: Readonly<Record<string, InValue>> } = {}): Write[] {
  if (rows.length === 0) return [];
  const names = columns.map((c) => (typeof c === "string" ? c : c.name));
  const values = columns.map((c, i) => (typeof c === "string" ? `value->>${i}` : c.sql.replaceAll(/\{(\d+)\}/gu, "(value->>$1)")));
  return [
    {
      sql: `INSERT ${more.orIgnore ? "OR IGNORE " : ""}INTO ${table} (org_id, ${names.join(", ")}) SELECT :org, ${values.join(", ")} FROM json_each(:rows)`,
      args: { ...more.args, rows: JSON.stringify(rows) },
    },
  ];
}
