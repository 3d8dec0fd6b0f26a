import type { FaultCounts } from "./chaos.ts";
import { AMBIGUOUS } from "./faults.ts";
import type { History, Violation } from "./history.ts";
import { keyOf } from "./check-writes.ts";

export interface Ambiguity {
  /** Commits that the worker sent and that were cut so that nobody knew what became of them. */
  readonly commits: number;
  /** Writes of which a sending brought no answer, and how many of those were done all the same. */
  readonly writes: number;
  readonly done: number;
}

export function ambiguityOf({ writes, final }: History, faults: FaultCounts): Ambiguity {
  const logged = new Set(final.log.map((c) => keyOf(c.cause.id)));
  const lost = writes.filter((w) => w.lost > 0);
  return { commits: AMBIGUOUS.reduce((sum, kind) => sum + (faults.get(kind) ?? 0), 0), writes: lost.length, done: lost.filter((w) => logged.has(w.key)).length };
}

/** What a run met, as lines for a terminal. */
export function reportOf(seed: number, seconds: number, history: History, faults: FaultCounts, violations: readonly Violation[]): string {
  const { writes, imports, bulks, feeds, grids, final } = history;
  const ambiguity = ambiguityOf(history, faults);
  const unknown = writes.filter((w) => w.answers.length === 0 && !w.refusedLast);
  return [
    `seed ${seed}, ${Math.round(seconds)} s of faults`,
    ...[...faults].map(([kind, hits]) => `  ${String(hits).padStart(4)}  ${kind}`),
    `ambiguous commits: ${ambiguity.commits} between worker and database; ${ambiguity.writes} writes without an answer, of which ${ambiguity.done} were done`,
    `writes: ${writes.length} wanted, ${writes.filter((w) => w.answers.length > 0).length} acknowledged, ${writes.filter((w) => w.refusedLast).length} refused, ${unknown.length} given up without knowing; ${imports.length} imports, ${imports.filter((i) => i.done).length} done`,
    `bulk actions: ${bulks.length}, of them ${bulks.filter((b) => b.undoes !== null).length} undone or redone, ${bulks.filter((b) => b.told?.state === "cancelled").length} cancelled; ${final.log.filter((c) => c.cause.kind === "bulk").length} changes by them, ${final.bulks.flatMap((b) => b.outcomes).filter((o) => o.outcome === "stale").length} orders stale, ${final.bulks.flatMap((b) => b.outcomes).filter((o) => o.outcome === "refused").length} refused`,
    `log: ${final.log.length} changes of ${final.orders.length} orders; heard by ${feeds.length} clients in ${feeds.reduce((sum, f) => sum + f.heard.filter((h) => h.kind === "hello").length, 0)} connections and ${grids.length} browsers`,
    violations.length === 0 ? "no violation" : `${violations.length} violations:`,
    ...violations.slice(0, 30).map(({ kind, detail }) => `  ${kind}: ${detail.slice(0, 600)}`),
  ].join("\n");
}
