import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { Socket } from "node:net";
import { join } from "node:path";
import type { Writable } from "node:stream";
import { root } from "./paths.ts";

let watchdog: Writable | undefined;

/** One watchdog serves all stacks of a process; it and its pipe never keep the process alive. */
function watchdogPipe(): Writable {
  if (watchdog !== undefined) return watchdog;
  const child = spawn(process.execPath, [join(root, "scripts/watchdog.ts")], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
    env: {},
  });
  child.unref();
  child.stdin.on("error", () => undefined);
  // The pipe is a socket in Node, and only its type hides that.
  if (child.stdin instanceof Socket) child.stdin.unref();
  watchdog = child.stdin;
  return watchdog;
}

/** Sees to it that the child dies with this process, whatever this process dies of. */
export function dieWithMe(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined) return;
  const pipe = watchdogPipe();
  pipe.write(`+${pid}\n`);
  // A number that was handed out again must not be killed by mistake.
  child.once("exit", () => pipe.write(`-${pid}\n`));
}

export function hasExited(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Sends the signal and waits for the end; SIGKILL follows if it takes more than `graceMs`. */
export async function end(
  child: ChildProcess,
  signal: NodeJS.Signals,
  graceMs = 5000,
): Promise<void> {
  if (hasExited(child)) return;
  const exited = once(child, "exit");
  child.kill(signal);
  const harder = setTimeout(() => child.kill("SIGKILL"), graceMs);
  await exited;
  clearTimeout(harder);
}
