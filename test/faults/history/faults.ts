import { setTimeout as sleep } from "node:timers/promises";
import type { Cut } from "../tcp-proxy.ts";
import type { TcpProxy } from "../tcp-proxy.ts";
import type { HistoryDesk } from "./open-desk.ts";
import { pick, whole } from "./random-edit.ts";
import type { Random } from "./random-edit.ts";
import type { Witness } from "./witness.ts";

export interface RunningJob {
  readonly id: string;
  readonly kind: "import" | "bulk";
}

/** What faults are made of. */
export interface Breakable extends HistoryDesk {
  readonly orgId: string;
  readonly witnesses: readonly Witness[];
  /** A job that runs now, if one does. */
  readonly runningJob: () => RunningJob | null;
}

/** @returns whether it really hit something */
type Fault = (desk: Breakable, random: Random) => Promise<boolean>;

interface Bindings {
  readonly JOBS: { send(message: { orgId: string; jobId: string; kind: RunningJob["kind"] }): Promise<void> };
}

/** A trap that nobody runs into for so long was set in vain. */
const TRAP_MS = 6_000;
const COMMIT = /INSERT INTO idempotency/u;
const WRITE = /(?:PATCH|POST) \/api\/v1\//u;

/** Every kind of fault that a run must have met. */
export const FAULTS = {
  "worker killed": async ({ stack }, random) => {
    await stack.killWorker();
    return await restarted(stack, random);
  },
  "worker killed between commit and answer": async (desk, random) => {
    // The commit's answer is held back until the worker is dead.
    const hit = await trapped(desk.database, COMMIT, pick<Cut>(["before_answer", "after_request"], random), () => desk.stack.killWorker());
    return hit && (await restarted(desk.stack, random));
  },
  "database killed": async ({ stack }, random) => {
    await stack.killSqld();
    await sleep(whole(50, 400, random));
    await stack.restartSqld();
    return true;
  },
  "database killed between commit and answer": async ({ stack, database }) => {
    const hit = await trapped(database, COMMIT, "after_request", () => stack.killSqld());
    if (hit) await stack.restartSqld();
    return hit;
  },
  "client line cut": ({ front }) => cut(front),
  "client line delayed": ({ front }, random) => delayed(front, random),
  "client line half-closed": ({ front }, random) => halfClosed(front, random),
  "client's request cut": ({ front }) => trapped(front, WRITE, "before_request"),
  "client line cut after the request": ({ front }) => trapped(front, WRITE, "after_request"),
  "client's answer lost": ({ front }) => trapped(front, WRITE, "before_answer"),
  "database line cut": ({ database }) => cut(database),
  "database line delayed": ({ database }, random) => delayed(database, random),
  "database line half-closed": ({ database }, random) => halfClosed(database, random),
  "commit cut before it arrived": ({ database }) => trapped(database, COMMIT, "before_request"),
  "commit cut after the request": ({ database }) => trapped(database, COMMIT, "after_request"),
  "commit's answer lost": ({ database }) => trapped(database, COMMIT, "before_answer"),
  "queue message repeated": async ({ stack, orgId, runningJob }) => {
    const deadline = Date.now() + TRAP_MS;
    while (runningJob() === null && Date.now() < deadline) await sleep(5);
    const job = runningJob();
    if (job === null) return false;
    const { JOBS } = await stack.bindings<Bindings>();
    await Promise.all([1, 2].map(() => JOBS.send({ orgId, jobId: job.id, kind: job.kind })));
    return true;
  },
  "clients reconnected": ({ witnesses }, random) => {
    const some = witnesses.filter(() => random() < 0.4);
    for (const { follower } of some) follower.reconnect();
    return Promise.resolve(some.length > 0);
  },
} satisfies Record<string, Fault>;

export type FaultKind = keyof typeof FAULTS;

/** After these nobody knows whether the commit under way was done. */
export const AMBIGUOUS: readonly FaultKind[] = ["worker killed between commit and answer", "database killed between commit and answer", "commit cut after the request", "commit's answer lost"];

async function restarted(stack: Breakable["stack"], random: Random): Promise<true> {
  await sleep(whole(0, 300, random));
  await stack.restartWorker();
  await stack.runScheduled(); // as every start does
  return true;
}

function cut(line: TcpProxy): Promise<boolean> {
  const hit = line.size > 0;
  line.cutAll();
  return Promise.resolve(hit);
}

async function delayed(line: TcpProxy, random: Random): Promise<boolean> {
  const hit = line.size > 0;
  line.delay(whole(20, 200, random));
  await sleep(whole(300, 1_000, random));
  line.delay(0);
  return hit;
}

async function halfClosed(line: TcpProxy, random: Random): Promise<boolean> {
  const hit = line.size > 0;
  line.halfClose(pick(["client", "server"], random));
  // What still hangs on one end goes as well, as a firewall's memory would.
  await sleep(whole(100, 600, random));
  line.cutAll();
  return hit;
}

/** Waits for the next request that says this. A trap that nobody ran into is taken away: sprung later, it would kill what nobody restarts. */
async function trapped(line: TcpProxy, pattern: RegExp, how: Cut, meanwhile?: () => Promise<void>): Promise<boolean> {
  const sprung = line.cutNext(pattern, how, meanwhile).then(() => true);
  if (await Promise.race([sprung, sleep(TRAP_MS, false)])) return true;
  if (line.disarm()) return false;
  // Somebody is in it at this moment.
  return await Promise.race([sprung, sleep(TRAP_MS, false)]);
}
