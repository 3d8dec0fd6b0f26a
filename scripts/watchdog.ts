/**
 * A process of its own that outlives its parent by a moment. Lines on stdin name the
 * children ("+123" started, "-123" ended); when the pipe closes, however the parent
 * died, those still running are killed. SIGKILL of the launcher would otherwise leave
 * a database and a worker that hold their ports and files.
 */
import { createInterface } from "node:readline";

const children = new Set<number>();

// A Ctrl-C reaches the whole terminal group; the order of dying is the parent's business.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);

for await (const line of createInterface({ input: process.stdin })) {
  const pid = Number(line.slice(1));
  if (line.startsWith("+")) children.add(pid);
  else children.delete(pid);
}

for (const pid of children) {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}
