import * as v from "valibot";
import type { RejectView } from "../domain/import/job.ts";
import type { OrgDatabase } from "./database.ts";

const Row = v.pipe(
  v.object({ row_number: v.number(), cells: v.pipe(v.string(), v.parseJson(), v.array(v.string())), reason: v.string() }),
  v.transform((r): RejectView => ({ row: r.row_number, cells: r.cells, reason: r.reason })),
);

/** In the order of the file, those after row `after`; fewer than `limit` only at the end. */
export async function readRejects(db: OrgDatabase, jobId: string, after: number, limit: number): Promise<RejectView[]> {
  const rows = await db.query({
    sql: "SELECT row_number, cells, reason FROM import_reject WHERE org_id = :org AND job_id = :job AND row_number > :after ORDER BY row_number LIMIT :limit",
    args: { job: jobId, after, limit },
  });
  return rows.map((row) => v.parse(Row, row));
}
