import * as v from "valibot";
import type { Statement } from "./database.ts";

/** The last sequence number, for a batch with other reads; its rows go to `headOf`. */
export const HEAD: Statement = { sql: "SELECT seq FROM head WHERE org_id = :org" };

/** 0 before the first change. */
export function headOf(rows: readonly Record<string, unknown>[]): number {
  return rows[0] ? v.parse(v.number(), rows[0]["seq"]) : 0;
}
