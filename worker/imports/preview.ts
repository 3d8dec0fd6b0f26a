import type { OrgDatabase } from "../../db/database.ts";
import type { ImportJob } from "../../db/import-job.ts";
import { readKnown } from "../../db/import-known.ts";
import { loadLookups } from "../../db/lookups.ts";
import type { Lookups } from "../../domain/lookups.ts";
import { guessDecimal } from "../../domain/import/amount.ts";
import { guessDateOrder } from "../../domain/import/date.ts";
import { FIELD_LABEL, missingFields } from "../../domain/import/field.ts";
import type { ImportField, Mapping } from "../../domain/import/field.ts";
import { groupRows } from "../../domain/import/group.ts";
import { guessMapping } from "../../domain/import/guess-mapping.ts";
import type { Layout } from "../../domain/import/layout.ts";
import { plausibleMapping } from "../../domain/import/plausible.ts";
import { planStep } from "../../domain/import/plan.ts";
import { readGroups } from "../../domain/import/read-groups.ts";
import type { ImportOptions, ImportPreview } from "../../domain/import/spec.ts";
import { checkOptions } from "./check-options.ts";
import { readHead } from "./head.ts";
import type { FileHead } from "./head.ts";
import { readingOf } from "./reading.ts";
import { planOf } from "./run.ts";

const SHOWN_ROWS = 20;
const SHOWN_PROBLEMS = 50;
/** What the sample is read for beyond the rows that are shown. */
const TRIED_ROWS = 2_000;

/** What a person has chosen so far; the rest is guessed. */
export interface PreviewChoice {
  readonly layout: Partial<Layout>;
  readonly mapping: Mapping | null;
  readonly options: Partial<ImportOptions>;
}

/** How the file would be read, and what would become of its first rows: everything but the writing. */
export async function previewImport(files: R2Bucket, db: OrgDatabase, job: ImportJob, choice: PreviewChoice): Promise<ImportPreview> {
  const [head, lookups] = await Promise.all([readHead(files, job.spec.upload.key, job.spec.upload.size, choice.layout), loadLookups(db)]);
  checkOptions(choice.options, lookups);
  const guess = choice.mapping ?? guessMapping(head.header);
  const tried = [...head.rows.slice(0, TRIED_ROWS).map((r) => r.cells), ...head.later];
  const samples = (...fields: ImportField[]): string[] => fields.flatMap((f) => (guess[f] === undefined ? [] : tried.map((cells) => cells[guess[f] ?? 0] ?? ""))).filter((s) => s.trim() !== "");
  const dates = guessDateOrder(samples("date"), lookups.organization.locale);
  const options: ImportOptions = {
    dateOrder: dates.order, decimal: guessDecimal(samples("unitPrice", "lineTotal")),
    statusId: null, channelId: null, guestName: "Guest", createProducts: true, ...choice.options,
  };
  const mapping = choice.mapping ?? plausibleMapping(head.header, head.rows.slice(0, TRIED_ROWS), readingOf({ mapping: guess, options, header: head.header }, lookups));
  const used = new Set(Object.values(mapping));
  const blockers = [...missingFields(mapping), ...outOfRange(mapping, head.header.length)];
  const outcome = blockers.length > 0 ? { problems: [], sample: { rows: 0, whole: false, orders: 0, lines: 0 } } : await tryRows(db, job, head, mapping, options, lookups);
  return {
    layout: head.layout, header: head.header, rows: head.rows.slice(0, SHOWN_ROWS).map((r) => [...r.cells]), mapping, options,
    dateOrderSure: dates.sure || choice.options.dateOrder !== undefined,
    blockers, unused: head.header.filter((name, i) => !used.has(i) && name.trim() !== ""), ...outcome,
  };
}

export function outOfRange(mapping: Mapping, columns: number): string[] {
  const outside = Object.entries(mapping).filter(([, column]) => column >= columns);
  return outside.map(([field]) => `${[...FIELD_LABEL].find(([id]) => id === field)?.[1] ?? field}: the file has no such column. Choose another.`);
}

async function tryRows(db: OrgDatabase, job: ImportJob, head: FileHead, mapping: Mapping, options: ImportOptions, lookups: Lookups): Promise<Pick<ImportPreview, "problems" | "sample">> {
  const context = planOf(job, { options }, lookups);
  const rows = head.rows.slice(0, TRIED_ROWS);
  const reading = readingOf({ mapping, options, header: head.header }, lookups);
  const whole = head.whole && rows.length === head.rows.length;
  const { drafts, rejects, rejected } = readGroups(groupRows(rows, reading, whole), reading);
  if (!context) return { problems: [], sample: { rows: rows.length, whole, orders: 0, lines: 0 } };
  const known = await readKnown(db, drafts, rejected, { id: job.id, prefix: lookups.organization.numberPrefix, guestName: options.guestName });
  const plan = planStep(drafts, known, { ...context, now: Date.now() });
  const problems = [...rejects, ...plan.rejects].sort((a, b) => a.row.number - b.row.number).slice(0, SHOWN_PROBLEMS);
  return { problems: problems.map((p) => ({ row: p.row.number, reason: p.reason })), sample: { rows: rows.length, whole, orders: plan.orders.length, lines: plan.lines } };
}
