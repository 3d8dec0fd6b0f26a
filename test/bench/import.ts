import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createClient } from "@libsql/client/web";
import type { InStatement } from "@libsql/client/web";
import Papa from "papaparse";
import * as v from "valibot";
import { importFile, sourceOf } from "../../scripts/import-file.ts";
import type { ImportCall } from "../../scripts/import-file.ts";
import { root } from "../../scripts/paths.ts";
import { whenFree } from "../../db/hrana.ts";
import { FLOOR_TABLES, floorLines } from "./floor.ts";
import { memoryOf, peakMemory, round, Samples } from "./measure.ts";
import { countOf, openStage, verify } from "./stage.ts";
import type { Stage } from "./stage.ts";

const LINES = 100_000;
/** A fifth first: if memory grew with the file, it would show between the two. */
const FEW_LINES = 20_000;
const ORDERS_BEFORE = 10_000;
const ROUNDS = 3;
/** Lines of one statement of the floor. */
const FLOOR_CHUNK = 2_000;

const Counts = v.object({ counts: v.looseObject({ all: v.number() }) });

/** A fresh file of real invoice lines, from the first byte of its upload until the API counts its orders; the floor reads the same file and inserts its rows as they are. */
export async function benchImport(): Promise<Record<string, unknown>> {
  const stage = await openStage(ORDERS_BEFORE, { writes: true, connections: 2 });
  try {
    const few = await importLines(stage, freshFile(FEW_LINES));
    const product = new Samples();
    const least = new Samples();
    const runs = [];
    for (let i = 0; i < ROUNDS; i++) {
      const file = freshFile(LINES);
      const run = await importLines(stage, file);
      runs.push(run);
      product.times.push(run.seconds * 1000);
      least.times.push(await insertLines(stage, file.text));
    }
    const p50 = product.percentile(50);
    const floorP50 = least.percentile(50);
    console.log(`floor, the same rows by one INSERT for each ${FLOOR_CHUNK}: ${Math.round((LINES * 1000) / floorP50)} lines/s`);
    return {
      bench: "import", p50_ms: Math.round(p50), floor_p50_ms: Math.round(floorP50), ratio: round(p50 / floorP50), rows_per_s: Math.round((LINES * 1000) / p50), lines: LINES,
      peak_memory_mb: Math.max(...runs.map((r) => r.peak_mb)), peak_memory_mb_of_a_fifth: few.peak_mb, memory_before_mb: few.before_mb, rows_per_s_of_a_fifth: few.rows_per_s,
    };
  } finally {
    await stage.stop();
  }
}

/** @returns milliseconds */
async function insertLines(stage: Stage, text: string): Promise<number> {
  const client = createClient({ url: stage.stack.sqldUrl });
  // The database answers "busy" while it checkpoints; the product repeats such a batch, and so does its floor.
  const write = (...statements: InStatement[]) => whenFree(() => client.batch(statements, "write"));
  await write(...FLOOR_TABLES);
  const before = performance.now();
  const { data } = Papa.parse<string[]>(text, { skipEmptyLines: true });
  for (let at = 1; at < data.length; at += FLOOR_CHUNK) await write(floorLines(data.slice(at, at + FLOOR_CHUNK)));
  const took = performance.now() - before;
  verify("floor lines", await countOf(stage.db, "SELECT count(*) FROM floor_line WHERE :org <> ''"), LINES);
  await write("DELETE FROM floor_line");
  client.close();
  return took;
}

async function importLines(stage: Stage, file: FreshFile) {
  const { lines } = file;
  const call: ImportCall = (path, { method = "GET", body, raw, headers = {} }) =>
    fetch(`${stage.stack.url}${stage.address(path)}`, {
      method,
      headers: { ...stage.headers, ...headers, ...(method === "GET" ? {} : { "Idempotency-Key": crypto.randomUUID() }), ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
      ...(raw !== undefined ? { body: raw } : body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const before = await countOrders(stage);
  const linesBefore = await countOf(stage.db, "SELECT count(*) FROM order_line WHERE org_id = :org");
  const pids = () => Object.values(stage.stack.pids());
  const restingMb = pids().reduce((sum: number, pid) => sum + memoryOf(pid), 0);

  const began = performance.now();
  const { result: job, peak } = await peakMemory(pids, async () => {
    const done = await importFile(call, sourceOf(`${file.name}.csv`, new TextEncoder().encode(file.text)));
    while ((await countOrders(stage)) < before + file.orders && done.state === "done") await new Promise((resolve) => setTimeout(resolve, 20));
    return done;
  });
  const seconds = (performance.now() - began) / 1000;

  verify("state of the job", job.state, "done");
  verify("rejected rows", job.rejected, 0);
  verify("imported orders", await countOrders(stage), before + file.orders);
  verify("imported lines", (await countOf(stage.db, "SELECT count(*) FROM order_line WHERE org_id = :org")) - linesBefore, lines);
  const result = { lines, orders: file.orders, seconds: round(seconds), rows_per_s: Math.round(lines / seconds), peak_mb: Math.round(peak), before_mb: Math.round(restingMb) };
  console.log(`import of ${lines} lines in ${file.orders} orders (${round(file.text.length / 1e6, 1)} MB): ${result.seconds} s, ${result.rows_per_s} lines/s; memory of worker and database ${result.before_mb} MB before, ${result.peak_mb} MB at most`);
  return result;
}

async function countOrders(stage: Stage): Promise<number> {
  return v.parse(Counts, JSON.parse((await stage.call("orders/counts")).text)).counts.all;
}

interface FreshFile {
  readonly name: string;
  readonly text: string;
  readonly lines: number;
  readonly orders: number;
}

/** A line whose quantity, before the date, is negative: a return, which an import rejects. */
const RETURN = /,-\d+,\d{4}-\d\d-\d\d /u;

/** Real invoices under numbers that no file had before, as often as it takes; the last one is cut where the lines are full. */
function freshFile(lines: number): FreshFile {
  const [header = "", ...all] = ["bettertools", "betterfixings"].flatMap((name, i) => readFileSync(join(root, `demo/${name}.csv`), "utf8").trim().split("\n").slice(i === 0 ? 0 : 1));
  const rows = all.filter((row) => !RETURN.test(row));
  const name = `fresh-${crypto.randomUUID().slice(0, 8)}`;
  const out = [header];
  const orders = new Set<string>();
  for (let turn = 0; out.length <= lines; turn++) {
    for (const row of rows.slice(0, lines + 1 - out.length)) {
      const comma = row.indexOf(",");
      const invoice = `${name}-${turn}-${row.slice(0, comma)}`;
      orders.add(invoice);
      out.push(invoice + row.slice(comma));
    }
  }
  return { name, text: `${out.join("\n")}\n`, lines, orders: orders.size };
}
