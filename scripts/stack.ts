import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Build, build } from "./build.ts";
import { lock } from "./lock.ts";
import { migrate } from "./migrate.ts";
import { freePort } from "./port.ts";
import { type Sqld, startSqld } from "./sqld.ts";
import { startWorker, type WorkerProcess, type WorkerSettings } from "./worker-process.ts";

export interface StackOptions {
  /** Everything that outlives the stack: database, Durable Objects, R2, secret, logs. */
  readonly dataDir: string;
  /** The worker's port; a free one is picked if it is left out. */
  readonly port?: number;
  readonly sqldPort?: number;
  /** Bindings of the worker that differ from what the stack would set. */
  readonly vars?: Readonly<Record<string, string>>;
  /** Requests a minute in place of wrangler.toml's, by binding. */
  readonly rateLimits?: Readonly<Record<string, number>>;
  /** Stands something between worker and database: gets sqld's address, returns the worker's. */
  readonly databaseProxy?: (sqldUrl: string) => string | Promise<string>;
  /** What to run in place of a fresh build. */
  readonly build?: Build;
  /** False: the scheduled handler runs only by `runScheduled`. Else at the start and each minute. */
  readonly cron?: boolean;
  /** Shows the worker's log in the terminal as well. */
  readonly verbose?: boolean;
}

/** sqld and the built worker, started together and ended together. */
export interface Stack {
  readonly url: string;
  /** The database itself, whatever stands between it and the worker. */
  readonly sqldUrl: string;
  readonly dataDir: string;
  readonly pids: () => { worker: number | undefined; sqld: number | undefined };
  /** Resolves to a sentence when a part ends that nobody asked to end. */
  readonly crashed: Promise<string>;
  /** Runs the scheduled handler once. */
  readonly runScheduled: () => Promise<void>;
  /** The worker's own bindings, for tests that stand where the worker stands. */
  readonly bindings: <T>() => Promise<T>;
  /** Puts another build in place. */
  readonly reload: (build: Build) => Promise<void>;
  readonly killSqld: () => Promise<void>;
  readonly restartSqld: () => Promise<void>;
  readonly killWorker: () => Promise<void>;
  readonly restartWorker: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const minute = 60_000;

/** Kept with the data: sessions must survive a restart. */
function authSecret(dataDir: string): string {
  const file = join(dataDir, "auth-secret");
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString("base64"), { mode: 0o600 });
  return readFileSync(file, "utf8");
}

/**
 * Starts the database, brings it up to date, and starts the worker on it; resolves when both answer.
 * All parts die with this process, whatever it dies of.
 * @throws InUse if another stack works in the same data directory
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { dataDir } = options;
  const built = options.build ?? (await build());
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  mkdirSync(dataDir, { recursive: true });
  const unlock = await lock(dataDir, url);

  const crash = Promise.withResolvers<string>();
  let sqld: Sqld | undefined;
  let worker: WorkerProcess | undefined;
  let timer: NodeJS.Timeout | undefined;

  function watch(part: Sqld | WorkerProcess, what: string, current: () => unknown): void {
    const child = part.process;
    child.once("exit", (code, signal) => {
      if (current() === child) crash.resolve(`${what} ended by itself (${signal ?? code ?? "?"}).`);
    });
  }

  async function openSqld(at: number | undefined): Promise<Sqld> {
    const started = await startSqld(dataDir, at);
    sqld = started;
    watch(started, "The database", () => sqld?.process);
    return started;
  }

  async function stop(): Promise<void> {
    clearInterval(timer);
    const parts = [worker, sqld];
    worker = undefined;
    sqld = undefined;
    for (const part of parts) await part?.stop();
    unlock();
  }

  try {
    const database = await openSqld(options.sqldPort);
    await migrate(database.url);
    const databaseUrl = (await options.databaseProxy?.(database.url)) ?? database.url;
    const settings = (next: Build): WorkerSettings => ({
      build: next,
      dir: join(dataDir, "worker"),
      port,
      vars: {
        DATABASE_URL: databaseUrl,
        DATABASE_TOKEN: "",
        CONTROL_DATABASE_URL: databaseUrl,
        CONTROL_DATABASE_TOKEN: "",
        AUTH_SECRET: authSecret(dataDir),
        PUBLIC_URL: url,
        ...options.vars,
      },
      rateLimits: options.rateLimits ?? {},
      verbose: options.verbose ?? false,
    });
    let running = built;

    async function openWorker(): Promise<void> {
      const started = await startWorker(settings(running));
      worker = started;
      watch(started, "The worker", () => worker?.process);
    }

    async function runScheduled(): Promise<void> {
      await worker?.runScheduled();
    }

    await openWorker();
    if (options.cron !== false) {
      // Miniflare fires no crons. A run that fails is the worker's to log; the next follows anyway.
      const tick = (): void => void runScheduled().catch(() => undefined);
      tick();
      timer = setInterval(tick, minute);
      timer.unref();
    }

    return {
      url,
      sqldUrl: database.url,
      dataDir,
      pids: () => ({ worker: worker?.process.pid, sqld: sqld?.process.pid }),
      crashed: crash.promise,
      runScheduled,
      async bindings<T>() {
        if (worker === undefined) throw new Error("the worker does not run");
        return await worker.bindings<T>();
      },
      async reload(next) {
        running = next;
        const reloading = worker;
        if (reloading === undefined) return;
        worker = undefined;
        await reloading.reload(settings(next));
        worker = reloading;
        watch(reloading, "The worker", () => worker?.process);
      },
      async killSqld() {
        const dying = sqld;
        sqld = undefined;
        await dying?.kill();
      },
      async restartSqld() {
        await openSqld(Number(new URL(database.url).port));
      },
      async killWorker() {
        const dying = worker;
        worker = undefined;
        await dying?.kill();
        // What is left of it on our side: miniflare's own server and temporary files.
        await dying?.stop();
      },
      restartWorker: openWorker,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
