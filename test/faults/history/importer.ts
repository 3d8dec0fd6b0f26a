import { setTimeout as sleep } from "node:timers/promises";
import { startImport, uploadFile, sourceOf, readImport } from "../../../scripts/import-file.ts";
import { isOver } from "../../../domain/import/job.ts";
import type { Call } from "../../harness/tenant.ts";
import { bytesOf, csvOf, uci } from "../../worker/imports/csv-file.ts";
import type { ImportRecord } from "./history.ts";
import { patient } from "./patient-call.ts";
import { pick, whole } from "./random-edit.ts";
import type { Random } from "./random-edit.ts";

const ORDERS = 100;

interface Running {
  readonly at: number;
  readonly jobId: string;
}

/** A script that imports one file after another, some of them again. */
export class Importer {
  readonly imports: ImportRecord[] = [];
  readonly #name: string;
  readonly #call: Call;
  readonly #random: Random;
  #running: Running | null = null;

  constructor(name: string, call: Call, random: Random) {
    this.#name = name;
    this.#call = call;
    this.#random = random;
  }

  /** The job that was started and is not known to be over. */
  get jobId(): string | null {
    return this.#running?.jobId ?? null;
  }

  async work(until: () => boolean): Promise<void> {
    while (!until()) {
      await this.#import(until);
      await sleep(this.#random() * 500);
    }
  }

  async #import(until: () => boolean): Promise<void> {
    const earlier = this.imports.filter((i) => i.done);
    const record = earlier.length > 0 && this.#random() < 0.3 ? pick(earlier, this.#random) : this.#newFile();
    const rows = record.orders.flatMap(({ externalId, lines }) => lines.map((l) => uci({ InvoiceNo: externalId, StockCode: l.stockCode, Quantity: String(l.quantity), UnitPrice: (l.unitPrice / 100).toFixed(2), CustomerID: "7" })));
    const call = patient(this.#call, until);
    const at = this.imports.push({ ...record, done: false }) - 1;
    try {
      const jobId = await uploadFile(call, sourceOf(`${record.file}.csv`, bytesOf(csvOf(rows))));
      this.#running = { at, jobId };
      await startImport(call, jobId);
      await this.#wait(until);
    } catch (error) {
      // Over before anybody answered: what became of it, the closing round asks.
      if (!until()) throw error;
    }
  }

  async #wait(until: () => boolean): Promise<void> {
    if (this.#running === null) return;
    const { at, jobId } = this.#running;
    for (;;) {
      const job = await readImport(patient(this.#call, until), jobId);
      const before = this.imports[at];
      if (isOver(job) && before) {
        this.imports[at] = { ...before, done: job.state === "done" };
        this.#running = null;
        if (job.state !== "done") throw new Error(`the import ${job.name} ${job.state}: ${job.error}`);
        return;
      }
      if (until()) return;
      await sleep(50);
    }
  }

  /** Once nobody breaks anything any more: is what was started last over? @returns false while it is not */
  async isSettled(): Promise<boolean> {
    if (this.#running === null) return true;
    const job = await readImport(patient(this.#call), this.#running.jobId);
    if (job.state === "ready" || job.state === "uploading") {
      // Never started: nothing of it may be there.
      this.#running = null;
      return true;
    }
    await this.#wait(() => true);
    return this.#running === null;
  }

  #newFile(): ImportRecord {
    const file = `${this.#name}-${this.imports.length}`;
    const orders = Array.from({ length: ORDERS }, (_, i) => ({
      externalId: `${file}-${i}`,
      lines: Array.from({ length: whole(1, 3, this.#random) }, (_line, l) => ({ stockCode: `S${l}`, quantity: whole(1, 99, this.#random), unitPrice: whole(1, 9_999, this.#random) })),
    }));
    return { file, done: false, orders };
  }
}
