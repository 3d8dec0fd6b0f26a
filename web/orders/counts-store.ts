import { createSignal, onCleanup } from "solid-js";
import type { Accessor } from "solid-js";
import type { Change } from "../../domain/change.ts";
import { ApiProblem } from "../api.ts";
import type { ApiScope } from "../api.ts";
import { readCounts } from "./order-list.ts";
import { adjustCounts } from "./quick-counts.ts";
import type { Counts } from "./quick-counts.ts";
import type { Setting } from "./view-rule.ts";

/** A change is counted here at once; the server's own numbers follow within this time, and never more often. */
export const RECOUNT_MS = 900;

export interface CountsStore {
  readonly counts: Accessor<Counts | null>;
  apply(changes: readonly Change[]): void;
  /** Reads them again soon. */
  recount(): void;
}

/** The numbers beside the quick filters (L2, N6). */
export function createCountsStore(scope: ApiScope, setting: () => Setting | undefined, since: (seq: number) => readonly Change[] | null, onRecount: () => void): CountsStore {
  const [counts, setCounts] = createSignal<Counts | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let seq = 0;

  function adjusted(from: Counts, changes: readonly Change[]): Counts {
    const now = setting();
    return now ? changes.reduce((all, change) => adjustCounts(all, change, now), from) : from;
  }

  async function read(): Promise<void> {
    timer = undefined;
    // Nobody looks: they are read when somebody does.
    if (document.hidden) return document.addEventListener("visibilitychange", recount, { once: true });
    onRecount();
    try {
      const answer = await readCounts(scope);
      seq = answer.seq;
      setCounts(adjusted(answer.counts, since(answer.seq) ?? []));
    } catch (error) {
      // The old numbers stay; the next change asks again.
      if (!(error instanceof ApiProblem)) throw error;
    }
  }

  function recount(): void {
    timer ??= setTimeout(() => void read(), counts() === null ? 0 : RECOUNT_MS);
  }
  onCleanup(() => {
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", recount);
  });

  return {
    counts,
    apply(changes) {
      const news = changes.filter((c) => c.seq > seq);
      if (news.length === 0) return;
      setCounts((now) => now && adjusted(now, news));
      recount();
    },
    recount,
  };
}
