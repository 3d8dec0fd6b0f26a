import { setTimeout as sleep } from "node:timers/promises";
import type { Browser } from "playwright-core";
import { listBulkJobs } from "../../../db/bulk-job.ts";
import { readHead } from "../../../db/change.ts";
import { loadLookups } from "../../../db/lookups.ts";
import { randomFrom } from "../../bench/random-orders.ts";
import { liveOf } from "../../harness/live-client.ts";
import { newShop } from "../../harness/orders.ts";
import { newTenant } from "../../harness/tenant.ts";
import type { Tenant } from "../../harness/tenant.ts";
import { PERMISSIONS } from "../../../domain/role.ts";
import { breakThings } from "./chaos.ts";
import type { FaultCounts } from "./chaos.ts";
import type { RunningJob } from "./faults.ts";
import { readFinalState } from "./final-state.ts";
import { GridWitness } from "./grid-witness.ts";
import type { History } from "./history.ts";
import { Bulker } from "./bulker.ts";
import { Importer } from "./importer.ts";
import type { HistoryDesk } from "./open-desk.ts";
import { Poller } from "./poller.ts";
import type { Random, World } from "./random-edit.ts";
import { Witness } from "./witness.ts";
import { Writer } from "./writer.ts";
import type { Pool } from "./writer.ts";

export interface RunOptions {
  readonly seed: number;
  /** For as long as this, or longer: until so much was written, and every fault had its turn. */
  readonly ms: number;
  readonly leastWrites: number;
  /** Everybody of these has a socket as well. */
  readonly csrs: number;
  readonly scripts: number;
  readonly importers: number;
  /** Scripts that act on many orders at once. */
  readonly bulkers: number;
  readonly faults: boolean;
  /** Two people look at the list in it. */
  readonly chrome?: Browser;
  /** The longest pause between two things that one does. */
  readonly pauseMs: number;
  /** Writes of each that are sent once more when everything has come to rest. */
  readonly askedAgain: number;
  /** How long a client may take to hear of the last change. */
  readonly hearMs?: number;
  /** For the checker's own test: breaks something before anybody works. */
  readonly beforehand?: (tenant: Tenant) => Promise<void>;
}

export interface Run {
  readonly history: History;
  readonly faults: FaultCounts;
  readonly seconds: number;
}

const PRODUCTS = { ANCHOR: { name: "Brass anchor", price: 1_250 }, BUOY: { name: "Red buoy", price: 999 }, CLEAT: { name: "Steel cleat", price: 300 } };
/** Longer than the lease of a worker that died with an import in its hands. */
const SETTLE_MS = 60_000;
const FIRST_ORDERS = 8;
const MOST_BULKS = 10_000;
/** At the end nothing is broken any more and no file begun, so that hardly any waits for a lease when all else is done. */
const CALM_MS = 4_000;
/** A client that was told nothing for so long after everything came to rest is not going to be. */
const HEAR_MS = 15_000;

/** Lets everybody work on one organization while things break, waits until it has come to rest, and returns what happened. */
export async function runHistory(desk: HistoryDesk, options: RunOptions): Promise<Run> {
  const random = randomFrom(options.seed);
  const tenant = await newTenant({}, desk.address);
  await options.beforehand?.(tenant);
  const cast = await castOf(tenant, options, random);
  const { writers, importers, bulkers, pollers, witnesses } = cast;
  for (let i = 0; i < FIRST_ORDERS; i++) await writers[i % writers.length]?.create();
  const grids = options.chrome ? [await GridWitness.open(options.chrome, tenant, tenant.people.viewer, ""), await GridWitness.open(options.chrome, tenant, tenant.people.admin, "?sort=total")] : [];

  const started = Date.now();
  const calmFrom = options.ms - Math.min(CALM_MS, options.ms / 3);
  let broken = !options.faults;
  const calm = (): boolean => Date.now() - started > calmFrom;
  const over = (): boolean => broken && Date.now() - started > options.ms && writers.reduce((sum, w) => sum + w.writes.length, 0) >= options.leastWrites;
  const work = Promise.all([...writers.map((w) => w.work(over, options.pauseMs)), ...importers.map((i) => i.work(() => broken && calm())), ...bulkers.map((b) => b.work(() => broken && calm(), options.pauseMs)), ...pollers.map((p) => p.work(over))]);
  const breakable = { ...desk, orgId: tenant.orgId, witnesses, runningJob: () => runningOf(cast, random) };
  const breaking = options.faults ? breakThings(breakable, random, calm) : Promise.resolve<FaultCounts>(new Map());
  const broke = breaking.finally(() => {
    broken = true;
  });
  const crashed = desk.stack.crashed.then((sentence) => Promise.reject(new Error(sentence)));
  const faults = await Promise.race([Promise.all([broke, work]).then(([hits]) => hits), crashed]);
  const seconds = (Date.now() - started) / 1000;

  await settle(desk, tenant, [...importers, ...bulkers], options.faults);
  await Promise.all(writers.map((w) => w.askAgain(options.askedAgain)));
  const head = await readHead(tenant.db);
  await Promise.all(witnesses.map((w) => w.follower.reaches(head, options.hearMs ?? HEAR_MS).catch(() => undefined)));
  const shown = await Promise.all(grids.map((g) => g.record()));
  const feeds = await Promise.all([...witnesses.map((w) => w.feed()), ...pollers.map((p) => p.feed(head))]);
  const writes = writers.flatMap((w) => w.writes);
  return { history: { writes, imports: importers.flatMap((i) => i.imports), bulks: bulkers.flatMap((b) => b.bulks), feeds, grids: shown, final: await readFinalState(tenant.db) }, faults, seconds };
}

interface Cast {
  readonly writers: readonly Writer[];
  readonly importers: readonly Importer[];
  readonly bulkers: readonly Bulker[];
  readonly pollers: readonly Poller[];
  readonly witnesses: readonly Witness[];
}

async function castOf(tenant: Tenant, { seed, csrs, scripts, importers, bulkers }: RunOptions, random: Random): Promise<Cast> {
  const shop = await newShop(tenant, PRODUCTS);
  const people = await Promise.all(Array.from({ length: csrs }, (_, i) => tenant.addPerson("csr", `Csr ${String.fromCodePoint(65 + i)}`)));
  const keys = await Promise.all(Array.from({ length: scripts + importers + bulkers }, () => tenant.addScript(PERMISSIONS)));
  const { statuses, agents } = await loadLookups(tenant.db);
  const world: World = { statuses, people: people.map((p) => p.id), agents: agents.map((a) => a.id), customerId: shop.customer.id, products: Object.fromEntries(Object.entries(PRODUCTS).map(([code, { price }]) => [code, price])) };
  const pool: Pool = new Map();
  // Each has numbers of their own, so that who is slower does not change what the others do.
  const own = (): Random => randomFrom(Math.floor(random() * 2 ** 31) ^ seed);
  const actors = [...people.map((p, i) => ({ name: `CSR ${i + 1}`, who: p })), ...keys.map((k, i) => ({ name: i < scripts ? `script ${i + 1}` : i < scripts + importers ? `importer ${i + 1 - scripts}` : `bulk ${i + 1 - scripts - importers}`, who: k }))];
  return {
    writers: actors.slice(0, csrs + scripts).map(({ name, who }) => new Writer(name, who.call, pool, world, own(), "secret" in who)),
    importers: actors.slice(csrs + scripts, csrs + scripts + importers).map(({ name, who }) => new Importer(name.replace(" ", "-"), who.call, own())),
    bulkers: actors.slice(csrs + scripts + importers).map(({ name, who }) => new Bulker(name, who.call, pool, world, own())),
    pollers: keys.slice(0, 1).map((k) => new Poller("polling script", k.call)),
    witnesses: actors.map(({ name, who }) => new Witness(name, liveOf(tenant, who), who.call)),
  };
}

/** One of the jobs that run now, if any does. */
function runningOf({ importers, bulkers }: Cast, random: Random): RunningJob | null {
  const running = [...importers.map((i) => ({ id: i.jobId, kind: "import" as const })), ...bulkers.map((b) => ({ id: b.jobId, kind: "bulk" as const }))].flatMap(({ id, kind }) => (id === null ? [] : [{ id, kind }]));
  return running[Math.floor(random() * running.length)] ?? null;
}

/** Nobody breaks anything any more: what was begun comes to its end. */
async function settle({ stack }: HistoryDesk, { db }: Tenant, jobs: readonly (Importer | Bulker)[], faults: boolean): Promise<void> {
  // Requests that were under way when nobody waited for them any more.
  if (faults) await sleep(1_000);
  const deadline = Date.now() + SETTLE_MS;
  const known = async (): Promise<boolean> => (await Promise.all(jobs.map((j) => j.isSettled()))).every(Boolean);
  // Also one whose author stopped before hearing that it was begun.
  const isSettled = async (): Promise<boolean> => (await known()) && (await listBulkJobs(db, MOST_BULKS)).every((job) => job.state !== "queued" && job.state !== "running");
  while (!(await isSettled())) {
    if (Date.now() > deadline) throw new Error(`a job is not over ${SETTLE_MS / 1000} s after the last fault`);
    await stack.runScheduled(); // once a minute, where it is deployed
    await sleep(500);
  }
}
