import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { BulkAction, BulkTarget } from "../../../domain/bulk.ts";
import { isBulkOver, notTried } from "../../../domain/bulk-undo.ts";
import type { BulkJobView } from "../../../domain/bulk-job.ts";
import { bodyOf } from "../../harness/answer.ts";
import { BulkAnswer } from "../../harness/bulk.ts";
import type { Call } from "../../harness/tenant.ts";
import type { BulkRecord } from "./history.ts";
import { patient } from "./patient-call.ts";
import { openStatuses, pick, textOf, whole } from "./random-edit.ts";
import type { Random, World } from "./random-edit.ts";
import type { Pool } from "./writer.ts";

const LOOK_EVERY_MS = 40;

/** A script that acts on many orders at once, cancels, takes back, and takes back what it took back. */
export class Bulker {
  readonly bulks: BulkRecord[] = [];
  readonly #name: string;
  readonly #call: Call;
  readonly #pool: Pool;
  readonly #world: World;
  readonly #random: Random;
  #running: string | null = null;

  constructor(name: string, call: Call, pool: Pool, world: World, random: Random) {
    this.#name = name;
    this.#call = call;
    this.#pool = pool;
    this.#world = world;
    this.#random = random;
  }

  /** The job that was asked for and is not known to be over. */
  get jobId(): string | null {
    return this.#running;
  }

  async work(until: () => boolean, pauseMs: number): Promise<void> {
    while (!until()) {
      try {
        await this.#act(patient(this.#call, until), until);
      } catch (error) {
        // Over before anybody answered: what became of it, the closing round asks.
        if (!until()) throw error;
      }
      await sleep(this.#random() * pauseMs);
    }
  }

  async #act(call: Call, until: () => boolean): Promise<void> {
    const action = this.#action();
    const asked = await bodyOf(BulkAnswer, call("bulk", { method: "POST", body: this.#target(action.kind) }));
    const { id } = asked.job;
    this.#running = id;
    const ready = await this.#wait(call, id, (job) => job.state === "ready" || isBulkOver(job), until);
    if (ready?.state === "ready" && ready.total > 0) {
      // Somebody else changes one of them meanwhile, or not.
      await sleep(this.#random() * 150);
      this.bulks.push({ actor: this.#name, jobId: id, action, undoes: null, told: null });
      await bodyOf(BulkAnswer, call(`bulk/${id}/start`, { method: "POST", body: { action } }));
      const told = await this.#toItsEnd(call, id, until);
      if (told && told.done > 0 && this.#random() < 0.6) await this.#undo(call, told, until, 0.3);
    }
    this.#running = null;
  }

  /** @param again how likely it is taken back in its turn */
  async #undo(call: Call, of: BulkJobView, until: () => boolean, again: number): Promise<void> {
    for (;;) {
      const { job } = await bodyOf(BulkAnswer, call(`bulk/${of.id}/undo`, { method: "POST", key: randomUUID() }));
      this.#running = job.id;
      this.bulks.push({ actor: this.#name, jobId: job.id, action: null, undoes: of.id, told: null });
      const told = await this.#toItsEnd(call, job.id, until);
      if (!told) return;
      // What was cancelled halfway goes on.
      if (notTried(told) > 0) continue;
      if (told.done > 0 && this.#random() < again) await this.#undo(call, told, until, 0);
      return;
    }
  }

  async #toItsEnd(call: Call, id: string, until: () => boolean): Promise<BulkJobView | null> {
    if (this.#random() < 0.25) {
      await sleep(this.#random() * 120);
      await bodyOf(BulkAnswer, call(`bulk/${id}/cancel`, { method: "POST" }));
    }
    const told = await this.#wait(call, id, isBulkOver, until);
    if (told) this.#note(told);
    return told;
  }

  #note(told: BulkJobView): void {
    const at = this.bulks.findIndex((one) => one.jobId === told.id);
    const before = this.bulks[at];
    if (before) this.bulks[at] = { ...before, told };
  }

  /** @returns null if nobody waits any more */
  async #wait(call: Call, id: string, enough: (job: BulkJobView) => boolean, until: () => boolean): Promise<BulkJobView | null> {
    for (;;) {
      const { job } = await bodyOf(BulkAnswer, call(`bulk/${id}`));
      if (enough(job)) return job;
      if (until()) return null;
      await sleep(LOOK_EVERY_MS);
    }
  }

  /** Once nobody breaks anything any more: is what was started last over? */
  async isSettled(): Promise<boolean> {
    if (this.#running === null) return true;
    const { job } = await bodyOf(BulkAnswer, patient(this.#call)(`bulk/${this.#running}`));
    if (isBulkOver(job)) this.#note(job);
    // One that was counted and never started waits for nobody.
    if (isBulkOver(job) || job.state === "ready") this.#running = null;
    return this.#running === null;
  }

  #target(kind: BulkAction["kind"]): BulkTarget {
    const dice = this.#random();
    if (kind === "restore" && dice < 0.8) return { kind, query: "deleted=true" };
    if (dice < 0.1 && kind !== "delete") return { kind, query: "" };
    if (dice < 0.35) return { kind, query: `csr=${pick(this.#world.people, this.#random)}` };
    const known = [...this.#pool.keys()];
    const some = known.filter(() => this.#random() < (kind === "delete" ? 0.15 : 0.6));
    return { kind, ids: some.length > 0 ? some : known.slice(0, 1) };
  }

  #action(): BulkAction {
    const { people, agents } = this.#world;
    const dice = this.#random();
    if (dice < 0.3) return { kind: "tags", add: [textOf(this.#random)], remove: [] };
    if (dice < 0.5) return { kind: "csr", csrId: whole(0, 5, this.#random) === 0 ? null : pick(people, this.#random) };
    if (dice < 0.6) return { kind: "agent", agentId: pick([null, ...agents], this.#random) };
    if (dice < 0.8) return { kind: "status", statusId: pick(openStatuses(this.#world), this.#random).id };
    return { kind: dice < 0.88 ? "delete" : "restore" };
  }
}
