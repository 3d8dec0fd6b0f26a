import { ChildProcess } from "node:child_process";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { createWriteStream, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { Log, LogLevel, Miniflare, type MiniflareOptions } from "miniflare";
import * as v from "valibot";
import type { Build } from "./build.ts";
import { dieWithMe, end } from "./children.ts";

/** What the launcher sets; everything else of the worker comes from wrangler.toml. */
export interface WorkerSettings {
  readonly build: Build;
  /** Durable Objects and R2 are kept here, beside the worker's own log `worker.log`. */
  readonly dir: string;
  readonly port: number;
  readonly vars: Readonly<Record<string, string>>;
  /** Requests a minute in place of wrangler.toml's, by binding. */
  readonly rateLimits?: Readonly<Record<string, number>>;
  /** Shows the worker's log in the terminal as well. */
  readonly verbose?: boolean;
}

/** The worker on miniflare's own API, in one workerd process. */
export interface WorkerProcess {
  readonly process: ChildProcess;
  /** Runs the worker's scheduled handler, as the cron trigger would. */
  runScheduled(): Promise<void>;
  /** The worker's own bindings, for tests that stand where the worker stands. */
  bindings<T>(): Promise<T>;
  /** Puts another build in place; sockets break, storage stays. */
  reload(settings: WorkerSettings): Promise<void>;
  stop(): Promise<void>;
  /** Ends workerd with SIGKILL, as a crash would. */
  kill(): Promise<void>;
}

/** Of wrangler's own description of the worker, what the launcher changes; the rest passes through. */
const bundleSchema = v.looseObject({
  bindings: v.record(v.string(), v.unknown()),
  ratelimits: v.record(
    v.string(),
    v.looseObject({ simple: v.looseObject({ limit: v.number(), period: v.number() }) }),
  ),
  assets: v.looseObject({ directory: v.string() }),
});

function optionsOf(settings: WorkerSettings): MiniflareOptions {
  const { build, dir, port, vars, rateLimits = {} } = settings;
  const described: unknown = JSON.parse(readFileSync(join(build.workerDir, "options.json"), "utf8"));
  const bundle = v.parse(bundleSchema, described);

  const ratelimits = { ...bundle.ratelimits };
  for (const [name, limit] of Object.entries(rateLimits)) {
    const binding = ratelimits[name];
    if (binding === undefined) throw new Error(`wrangler.toml has no rate limit ${name}`);
    ratelimits[name] = { ...binding, simple: { ...binding.simple, limit } };
  }

  mkdirSync(dir, { recursive: true });
  const log = createWriteStream(join(dir, "worker.log"), { flags: "a" });
  return {
    ...bundle,
    name: "quayside",
    // Named rather than found: looking for imports in three megabytes takes miniflare a second of each start.
    modules: [{ type: "ESModule", path: join(build.workerDir, "index.js") }],
    modulesRoot: build.workerDir,
    bindings: { ...bundle.bindings, ...vars },
    ratelimits,
    assets: { ...bundle.assets, directory: build.webDir },
    // Its own entry, with routers that worker/site.ts does without, is of use only to miniflare itself.
    host: "127.0.0.1",
    port: 0,
    unsafeDirectSockets: [{ host: "127.0.0.1", port, entrypoint: "site" }],
    defaultPersistRoot: dir,
    // Otherwise miniflare asks Cloudflare where this machine is, and waits when it is offline.
    cf: false,
    telemetry: { enabled: false },
    log: new Log(LogLevel.WARN),
    handleRuntimeStdio(stdout: Readable, stderr: Readable) {
      for (const stream of [stdout, stderr]) {
        stream.pipe(log, { end: false });
        if (settings.verbose === true) stream.pipe(process.stderr, { end: false });
      }
    },
  };
}

/** Miniflare does not tell the process that it starts; Node does. One start at a time. */
let starting: Promise<unknown> = Promise.resolve();

async function spawning<T>(start: () => Promise<T>): Promise<{ result: T; child: ChildProcess }> {
  const before = starting;
  const { promise, resolve } = Promise.withResolvers<undefined>();
  starting = promise;
  await before;
  let child: ChildProcess | undefined;
  const seen = (message: unknown): void => {
    if (typeof message !== "object" || message === null || !("process" in message)) return;
    const spawned = message.process;
    if (!(spawned instanceof ChildProcess)) return;
    // Its file is known only after the event, within the same call of spawn().
    queueMicrotask(() => {
      if (!spawned.spawnfile.includes("workerd")) return;
      child = spawned;
      dieWithMe(spawned);
    });
  };
  subscribe("child_process", seen);
  try {
    const result = await start();
    if (child === undefined) throw new Error("miniflare started no workerd");
    return { result, child };
  } finally {
    unsubscribe("child_process", seen);
    resolve(undefined);
  }
}

/** Miniflare ends the whole process on a signal before anything else could be put in order. */
function withoutSignalHandlers<T>(create: () => T): T {
  const signals = ["SIGINT", "SIGTERM"] as const;
  const before = new Map(signals.map((signal) => [signal, process.listeners(signal)]));
  const created = create();
  for (const signal of signals) {
    for (const listener of process.listeners(signal)) {
      if (before.get(signal)?.includes(listener) !== true) process.off(signal, listener);
    }
  }
  return created;
}

/** Starts the worker and waits until it takes requests. */
export async function startWorker(settings: WorkerSettings): Promise<WorkerProcess> {
  const started = await spawning(async () => {
    const miniflare = withoutSignalHandlers(() => new Miniflare(optionsOf(settings)));
    try {
      await miniflare.ready;
    } catch (error) {
      await miniflare.dispose();
      throw error;
    }
    return miniflare;
  });
  const miniflare = started.result;
  let { child } = started;

  return {
    get process() {
      return child;
    },
    async runScheduled() {
      const worker = await miniflare.getWorker();
      await worker.scheduled({ cron: "* * * * *" });
    },
    bindings: <T>() => miniflare.getBindings<T>(),
    async reload(next) {
      const reloaded = await spawning(() => miniflare.setOptions(optionsOf(next)));
      child = reloaded.child;
    },
    stop: () => miniflare.dispose(),
    async kill() {
      await end(child, "SIGKILL");
    },
  };
}
