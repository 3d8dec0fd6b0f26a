import { Hono } from "hono";
import type { Context } from "hono";
import * as v from "valibot";
import { claimKey, commit, findOutcome, GuardBroken } from "../../db/commit.ts";
import type { Write } from "../../db/commit.ts";
import { listImportJobs, loadImportJob, progressOf, recordPart } from "../../db/import-job.ts";
import type { ImportJob } from "../../db/import-job.ts";
import { insertJob, moveJob } from "../../db/job.ts";
import { readRejects } from "../../db/import-reject.ts";
import { loadLookups } from "../../db/lookups.ts";
import { newId } from "../../domain/ids.ts";
import { missingFields } from "../../domain/import/field.ts";
import { ImportJobView, isOver, RejectView, UploadView } from "../../domain/import/job.ts";
import { FileName, ImportPreview, ImportStart, MAX_FILE_BYTES, NO_PROGRESS, PART_BYTES } from "../../domain/import/spec.ts";
import { TEMPLATE_CSV } from "../../domain/import/template.ts";
import { invalid } from "../../domain/invalid.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { AppEnv } from "../context.ts";
import { describe } from "../describe.ts";
import { requirePermission } from "../identity.ts";
import { checkOptions } from "../imports/check-options.ts";
import { fileKey } from "../imports/file.ts";
import { readHead } from "../imports/head.ts";
import { outOfRange, previewImport } from "../imports/preview.ts";
import { rejectedCsv } from "../imports/rejected-csv.ts";
import { completeUpload, discardFile, storePart } from "../imports/upload.ts";
import { isJson } from "../idempotency.ts";
import { intentOf } from "../intent-of.ts";
import { wakeJob } from "../jobs.ts";
import { commitHeader } from "../orders/intent.ts";
import { tellProgress } from "../tell-progress.ts";
import { validate } from "../validate.ts";
import { PreviewQuery, choiceOf } from "./import-preview-query.ts";

const PAGE = 50;
const REJECTS_PAGE = 100;

const Param = v.object({ id: v.pipe(v.string(), v.maxLength(60)) });
const PartParam = v.object({ ...Param.entries, part: v.pipe(v.string(), v.regex(/^[1-9]\d{0,4}$/u)) });
const NewImport = v.strictObject({ name: FileName, size: v.pipe(v.number(), v.safeInteger(), v.minValue(1, "The file is empty. Export the orders again and upload the new file.")) });
const ListQuery = v.object({ before: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}_job_[0-9a-z]{1,40}$/u, "Use the cursor of the last answer."))) });
const RejectsQuery = v.object({ after: v.optional(v.pipe(v.string(), v.regex(/^\d{1,12}$/u, "Use the cursor of the last answer."))) });

const Answer = v.object({ job: ImportJobView, upload: UploadView });
const ListAnswer = v.object({ items: v.array(ImportJobView), before: v.nullable(v.string()) });
const RejectsAnswer = v.object({ header: v.array(v.string()), items: v.array(RejectView), after: v.nullable(v.string()) });

export const imports = new Hono<AppEnv>()
  .get(
    "/",
    requirePermission("orders.read"),
    describe({ tag: "Imports", summary: "List imports", permission: "orders.read", description: "The newest first; `before` is the cursor to older ones, null at the end.", answer: { schema: ListAnswer } }),
    validate("query", ListQuery),
    async (c) => {
      const jobs = await listImportJobs(c.var.db, beforeOf(c.req.valid("query").before), PAGE + 1);
      const last = jobs.length > PAGE ? jobs[PAGE - 1] : undefined;
      return c.json({ items: jobs.slice(0, PAGE).map(viewOf), before: last ? `${last.createdAt}_${last.id}` : null });
    },
  )
  .get(
    "/template.csv",
    requirePermission("orders.read"),
    describe({ tag: "Imports", summary: "Download the template", permission: "orders.read", answer: { description: "A CSV file whose headers are understood without help." } }),
    (c) => c.body(TEMPLATE_CSV, 200, fileHeaders("orders-template.csv")),
  )
  .post(
    "/",
    requirePermission("imports.run"),
    describe({ tag: "Imports", summary: "Begin an import", permission: "imports.run", description: "Then send the parts, complete the upload, look at the preview and start.", answer: { status: 201, schema: Answer } }),
    validate("json", NewImport),
    async (c) => {
      const { name, size } = c.req.valid("json");
      if (size > MAX_FILE_BYTES) throw new ProblemError("payload_too_large", `The file has ${(size / 2 ** 30).toFixed(1)} GiB; at most 5 GiB can be uploaded. Split it by date and import the pieces.`);
      const intent = intentOf(c);
      const earlier = await findOutcome(c.var.db, intent.key, intent.fingerprint);
      if (earlier) return c.json(answerOf(await jobOf(c, earlier.result["job"] ?? "")), 201);
      const id = newId("job", intent.now);
      const key = fileKey(c.var.orgId, id);
      const { uploadId } = await c.env.FILES.createMultipartUpload(key, { httpMetadata: { contentType: "text/csv" } });
      const job = { id, name, spec: { upload: { key, uploadId, size, parts: {} }, start: null }, progress: NO_PROGRESS, actor: intent.actor, createdAt: intent.now };
      const { result } = await commit(c.var.db, { ...commitHeader(intent), writes: [insertJob("import", "uploading", job)], changes: [], result: { job: id } });
      return c.json(await told(c, result["job"] ?? id), 201);
    },
  )
  .get(
    "/:id",
    requirePermission("orders.read"),
    describe({ tag: "Imports", summary: "Read an import", permission: "orders.read", answer: { schema: Answer } }),
    validate("param", Param),
    async (c) => c.json(answerOf(await jobOf(c, c.req.valid("param").id))),
  )
  .put(
    "/:id/parts/:part",
    requirePermission("imports.run"),
    describe({ tag: "Imports", summary: "Upload a part of the file", permission: "imports.run", description: "The bytes as they are (application/octet-stream). Parts may come in any order, side by side, and again.", answer: { schema: UploadView } }),
    validate("param", PartParam),
    async (c) => {
      const { id, part } = c.req.valid("param");
      const job = await jobOf(c, id);
      if (isJson(c.req.header("Content-Type"))) throw new ProblemError("unsupported_file", "Send the bytes of the file as they are, as application/octet-stream.");
      if (job.state !== "uploading") throw new ProblemError("refused", "This upload was completed or cancelled. Begin another import.");
      const intent = intentOf(c);
      await findOutcome(c.var.db, intent.key, intent.fingerprint); // refuses a key that was used for another request
      const length = c.req.header("Content-Length");
      const etag = await storePart(c.env.FILES, job, Number(part), c.req.raw.body, length === undefined ? null : Number(length));
      const header = commitHeader(intent);
      // A part that is sent again has another ETag, and that one counts.
      await guarded(() => commit(c.var.db, { ...header, key: `${intent.key}:${etag}`, writes: [recordPart(id, Number(part), etag, intent.now), claimKey(header)], changes: [], result: {} }));
      return c.json(uploadOf(await jobOf(c, id)));
    },
  )
  .post(
    "/:id/complete",
    requirePermission("imports.run"),
    describe({ tag: "Imports", summary: "Complete the upload", permission: "imports.run", answer: { schema: Answer } }),
    validate("param", Param),
    async (c) => {
      const job = await jobOf(c, c.req.valid("param").id);
      if (job.state === "uploading") {
        await completeUpload(c.env.FILES, job);
        await move(c, moveJob(job.id, ["uploading", "ready"], "ready", Date.now()));
      }
      return c.json(await told(c, job.id));
    },
  )
  .get(
    "/:id/preview",
    requirePermission("imports.run"),
    describe({ tag: "Imports", summary: "Preview an import", permission: "imports.run", description: "How the file would be read, with what is not given here guessed, and what would become of its first rows.", answer: { schema: ImportPreview } }),
    validate("param", Param),
    validate("query", PreviewQuery),
    async (c) => {
      const job = await readyJob(c, c.req.valid("param").id);
      return c.json(await previewImport(c.env.FILES, c.var.db, job, choiceOf(c.req.valid("query"))));
    },
  )
  .post(
    "/:id/start",
    requirePermission("imports.run"),
    describe({ tag: "Imports", summary: "Start the import", permission: "imports.run", description: "With the layout, mapping and options of the preview, corrected where it guessed wrong.", answer: { status: 202, schema: Answer } }),
    validate("param", Param),
    validate("json", ImportStart),
    async (c) => {
      const { id } = c.req.valid("param");
      const start = c.req.valid("json");
      const intent = intentOf(c);
      // Read first: if this very request, sent before, has moved it on meanwhile, the outcome of that is found.
      const job = await jobOf(c, id);
      if ((await findOutcome(c.var.db, intent.key, intent.fingerprint)) === null) {
        mustBeReady(job);
        const [head, lookups] = await Promise.all([readHead(c.env.FILES, job.spec.upload.key, job.spec.upload.size, start.layout), loadLookups(c.var.db)]);
        const blockers = [...missingFields(start.mapping), ...outOfRange(start.mapping, head.header.length)];
        if (blockers.length > 0) throw ProblemError.of(invalid(blockers.map((message) => ({ field: "mapping", message }))));
        checkOptions(start.options, lookups);
        const spec = { ...job.spec, start: { ...start, header: head.header, dataOffset: head.dataOffset } };
        await move(c, moveJob(id, ["ready"], "queued", intent.now, { spec, progress: { ...NO_PROGRESS, offset: head.dataOffset } }));
      }
      // First told, then woken: otherwise it may run before anyone hears that it waits. Should the wake be lost, the scheduled look at waiting jobs does it.
      const answer = await told(c, id);
      await wakeJob(c.env, { orgId: c.var.orgId, jobId: id, kind: "import" });
      return c.json(answer, 202);
    },
  )
  .post(
    "/:id/cancel",
    requirePermission("imports.run"),
    describe({ tag: "Imports", summary: "Cancel an import", permission: "imports.run", description: "What was imported before stays.", answer: { schema: Answer } }),
    validate("param", Param),
    async (c) => {
      const job = await jobOf(c, c.req.valid("param").id);
      if (!isOver(job)) {
        await move(c, moveJob(job.id, ["uploading", "ready", "queued", "running"], "cancelled", Date.now()));
        await discardFile(c.env.FILES, job);
      }
      return c.json(await told(c, job.id));
    },
  )
  .get(
    "/:id/rejects",
    requirePermission("orders.read"),
    describe({ tag: "Imports", summary: "List rejected rows", permission: "orders.read", description: "In the order of the file; `after` is the cursor to the next ones, null at the end.", answer: { schema: RejectsAnswer } }),
    validate("param", Param),
    validate("query", RejectsQuery),
    async (c) => {
      const job = await jobOf(c, c.req.valid("param").id);
      const items = await readRejects(c.var.db, job.id, Number(c.req.valid("query").after ?? 0), REJECTS_PAGE);
      return c.json({ header: job.spec.start?.header ?? [], items, after: items.length < REJECTS_PAGE ? null : String(items.at(-1)?.row) });
    },
  )
  .get(
    "/:id/rejected.csv",
    requirePermission("orders.read"),
    describe({ tag: "Imports", summary: "Download rejected rows", permission: "orders.read", answer: { description: "A CSV file: the rows as they came, and why each was not imported." } }),
    validate("param", Param),
    async (c) => {
      const job = await jobOf(c, c.req.valid("param").id);
      return c.body(rejectedCsv(c.var.db, job.id, job.spec.start?.header ?? []), 200, fileHeaders("rejected.csv"));
    },
  );

async function jobOf(c: Context<AppEnv>, id: string): Promise<ImportJob> {
  const job = await loadImportJob(c.var.db, id);
  if (!job) throw new ProblemError("not_found", "This import does not exist in this organization.");
  return job;
}

async function readyJob(c: Context<AppEnv>, id: string): Promise<ImportJob> {
  const job = await jobOf(c, id);
  mustBeReady(job);
  return job;
}

function mustBeReady(job: ImportJob): void {
  if (job.state === "uploading") throw new ProblemError("refused", "The file is not uploaded completely yet. Send the missing parts and complete the upload.");
  if (job.state !== "ready") throw new ProblemError("refused", "This import was started or ended already. Begin another to import the file again.");
}

/** A guarded write of a job that somebody moved on in the meantime. */
async function guarded(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (error instanceof GuardBroken) throw new ProblemError("refused", "This import was started, cancelled or ended in the meantime. Look where it stands.");
    throw error;
  }
}

async function move(c: Context<AppEnv>, write: Write): Promise<void> {
  await guarded(() => commit(c.var.db, { ...commitHeader(intentOf(c)), writes: [write], changes: [], result: {} }));
}

/** Tells everyone where the job stands now, and answers the same. */
async function told(c: Context<AppEnv>, id: string): Promise<v.InferOutput<typeof Answer>> {
  const job = await jobOf(c, id);
  c.executionCtx.waitUntil(tellProgress(c.env, c.var.orgId, progressOf(job)));
  return answerOf(job);
}

function answerOf(job: ImportJob): v.InferOutput<typeof Answer> {
  return { job: viewOf(job), upload: uploadOf(job) };
}

function viewOf(job: ImportJob): ImportJobView {
  return { ...progressOf(job), byId: job.actor.id, by: job.actor.name, error: job.error, createdAt: job.createdAt, updatedAt: job.updatedAt };
}

function uploadOf(job: ImportJob): UploadView {
  return { partBytes: PART_BYTES, received: Object.keys(job.spec.upload.parts).map(Number).sort((a, b) => a - b) };
}

function beforeOf(cursor: string | undefined): { createdAt: number; id: string } | null {
  if (cursor === undefined) return null;
  const at = cursor.indexOf("_");
  return { createdAt: Number(cursor.slice(0, at)), id: cursor.slice(at + 1) };
}

function fileHeaders(name: string): Record<string, string> {
  return { "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": `attachment; filename="${name}"`, "Cache-Control": "no-store" };
}
