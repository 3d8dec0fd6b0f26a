import * as v from "valibot";
import { CHUNK_ORDERS, freezeWrites } from "../../db/bulk-chunk.ts";
import type { FrozenItem } from "../../db/bulk-chunk.ts";
import { NO_BULK_PROGRESS, sweepUnstarted } from "../../db/bulk-job.ts";
import type { BulkProgress, BulkSpec } from "../../db/bulk-job.ts";
import { commit } from "../../db/commit.ts";
import type { OrgDatabase } from "../../db/database.ts";
import { insertJob } from "../../db/job.ts";
import type { BulkTarget } from "../../domain/bulk.ts";
import type { Filter } from "../../domain/filter.ts";
import { parseView, viewFilter } from "../../domain/filter-url.ts";
import { newId } from "../../domain/ids.ts";
import { invalid } from "../../domain/invalid.ts";
import { ProblemError } from "../../domain/problem.ts";
import { viewErrors } from "../../domain/view-refusal.ts";
import { allowFilter } from "../orders/allow-filter.ts";
import { commitHeader } from "../orders/intent.ts";
import type { Intent } from "../orders/intent.ts";

/** So many unknown ids are named. */
const NAMED = 20;

/**
 * Makes the job of a bulk action. Named orders are frozen at once, those of a list by its first steps.
 * @returns its id
 * @throws ProblemError invalid
 */
export async function prepareBulk(db: OrgDatabase, intent: Intent, { kind, ids, query }: BulkTarget): Promise<string> {
  if ((ids === undefined) === (query === undefined)) throw new ProblemError("invalid", "Send either the ids of orders or the query of a list.", { errors: [{ field: "ids", message: "Send either ids or query." }] });
  const items = ids ? await freeze(db, [...new Set(ids)], ids) : [];
  if (query !== undefined) allowFilter(understood(query), intent.permissions);
  const progress: BulkProgress = { ...NO_BULK_PROGRESS, counted: ids !== undefined, total: items.length, chunks: Math.ceil(items.length / CHUNK_ORDERS) };
  const spec: BulkSpec = { act: kind, action: null, query: query ?? null, undoes: null, redo: false, undoneBy: null };
  const id = newId("job", intent.now);
  const { result } = await commit(db, {
    ...commitHeader(intent),
    writes: [insertJob("bulk", ids ? "ready" : "queued", { id, name: kind, spec, progress, actor: intent.actor, createdAt: intent.now }), ...freezeWrites(id, items, 0), ...sweepUnstarted(intent.now)],
    changes: [],
    result: { job: id },
  });
  return result["job"] ?? id;
}

const Found = v.object({ id: v.string(), version: v.number() });

/** @param asked as the client sent them, for naming the wrong ones */
async function freeze(db: OrgDatabase, ids: readonly string[], asked: readonly string[]): Promise<FrozenItem[]> {
  const rows = await db.query({ sql: "SELECT o.id, o.version FROM json_each(:ids) j CROSS JOIN orders o ON o.org_id = :org AND o.id = j.value", args: { ids: JSON.stringify(ids) } });
  const versions = new Map(rows.map((row) => v.parse(Found, row)).map((o) => [o.id, o.version]));
  const errors = asked.flatMap((id, i) => (versions.has(id) ? [] : [{ field: `ids.${i}`, message: "This order does not exist in this organization." }]));
  if (errors.length > 0) throw new ProblemError("invalid", "Some of these orders do not exist in this organization. Choose them again.", { errors: errors.slice(0, NAMED) });
  return [...versions];
}

/** A script must not change all orders because it mistyped a filter, or looks for a single letter. */
function understood(query: string): Filter {
  const params = new URLSearchParams(query);
  const errors = viewErrors(params);
  if (errors.length > 0) throw ProblemError.of(invalid(errors.map(({ message }) => ({ field: "query", message }))));
  return viewFilter(parseView(params).view);
}
