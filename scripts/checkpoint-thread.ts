import { setTimeout as sleep } from "node:timers/promises";
import { DatabaseSync } from "node:sqlite";
import { workerData } from "node:worker_threads";
import * as v from "valibot";

/**
 * The server can copy its write-ahead log only while nobody writes, and turns writers away
 * meanwhile: a fifth of the time of a bulk action. A passive checkpoint of another connection to
 * the same file keeps nobody waiting; only beginning the log anew does, when nothing is left to copy.
 */
const LOOK_EVERY_MS = 50;
/** Pages of 4 KB: many are written again and again, and are copied once. Little at a time, for writers share the disk with it: with 2,500 and more the slowest of a hundred edits waited longer. */
const COPY_FROM = 1_000;
/** A log of 80 MB. It begins anew by itself whenever all is copied and nobody reads; under a constant load that never comes. With 40 MB the slowest of a hundred edits waited for it. */
const BEGIN_ANEW_FROM = 20_000;
/** Milliseconds that whoever reads or writes is waited for: writers wait as long. It is tried again at the next look. */
const PATIENCE_MS = 30;

const Log = v.object({ log: v.number(), checkpointed: v.number() });

const db = new DatabaseSync(v.parse(v.string(), workerData), { timeout: PATIENCE_MS });
db.exec("PRAGMA wal_autocheckpoint = 0");
const checkpoint = (mode: "NOOP" | "PASSIVE" | "RESTART") => {
  const statement = db.prepare(`PRAGMA wal_checkpoint(${mode})`);
  return () => v.parse(Log, statement.get());
};
const look = checkpoint("NOOP");
const copy = checkpoint("PASSIVE");
const beginAnew = checkpoint("RESTART");

for (;;) {
  try {
    const { log, checkpointed } = look();
    const isLong = log >= BEGIN_ANEW_FROM;
    // First what keeps nobody waiting, so that little is left for what does.
    if (isLong || log - checkpointed >= COPY_FROM) copy();
    if (isLong) beginAnew();
  } catch {
    // Somebody else checkpoints, or the server recovers its log: there is a next time.
  }
  await sleep(LOOK_EVERY_MS);
}
