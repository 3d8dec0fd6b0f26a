import { readdirSync } from "node:fs";
import { setPriority } from "node:os";
import { descendants } from "./processes.ts";

/** Lets everything else go first, as if this process and what it started ran on a machine of their own. Linux only: elsewhere it is as it is. */
export function stepBack(pid: number): void {
  if (process.platform !== "linux") return;
  for (const one of [pid, ...descendants(pid)]) {
    for (const thread of threadsOf(one)) {
      try {
        setPriority(thread, 19);
      } catch {
        // It has ended.
      }
    }
  }
}

/** Linux gives each thread a priority of its own; one that starts later has that of the thread that starts it. */
function threadsOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map(Number);
  } catch {
    return [];
  }
}
