import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "../../scripts/paths.ts";

/** A program of scripts/ run as npm runs it, in a process group of its own as in a terminal. */
export interface Launched {
  readonly process: ChildProcess;
  readonly pid: number;
  /** All that it has printed so far. */
  output(): string;
  /** Waits until the pattern was printed; throws if the program ends before. */
  said(pattern: RegExp): Promise<RegExpMatchArray>;
  /** Waits for the end; null if a signal ended it. */
  exitCode(): Promise<number | null>;
}

export function launch(script: string, env: Record<string, string>, args: string[] = []): Launched {
  return launchIn(process.execPath, ["scripts/run.mjs", script, ...args], env);
}

/** Any program, run in the project's directory in the same way. */
export function launchIn(program: string, args: string[], env: Record<string, string>): Launched {
  const child = spawn(program, args, {
    cwd: root,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  const exited = once(child, "exit");
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  }
  const { pid } = child;
  if (pid === undefined) throw new Error(`${program} did not start`);
  return {
    process: child,
    pid,
    output: () => text,
    async said(pattern) {
      for (;;) {
        const match = text.match(pattern);
        if (match !== null) return match;
        if (child.exitCode !== null || child.signalCode !== null) {
          throw new Error(`${args.join(" ")} ended without saying ${String(pattern)}:\n${text}`);
        }
        await sleep(20);
      }
    },
    async exitCode() {
      await exited;
      return child.exitCode;
    },
  };
}

/** The process whose command line names the program, among the given ones (Linux). */
export function named(pids: readonly number[], program: string): number {
  const pid = pids.find((one) => {
    try {
      return readFileSync(join("/proc", String(one), "cmdline"), "utf8").includes(program);
    } catch {
      return false;
    }
  });
  if (pid === undefined) throw new Error(`no ${program} among the processes`);
  return pid;
}
