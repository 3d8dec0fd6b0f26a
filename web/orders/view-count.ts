import { createMemo, createSignal } from "solid-js";
import type { Accessor } from "solid-js";
import type { Change } from "../../domain/change.ts";
import type { View } from "../../domain/filter-url.ts";
import type { ViewRule } from "../../domain/order-window.ts";
import { ApiProblem } from "../api.ts";
import type { ApiScope } from "../api.ts";
import type { ListHead } from "./list-store.ts";
import { readOrders } from "./order-list.ts";
import type { Counts } from "./quick-counts.ts";
import { countDifference } from "./quick-counts.ts";

export interface ViewCount {
  /** Exactly how many orders the view has; null where only reading all would tell. */
  readonly count: Accessor<number | null>;
  apply(changes: readonly Change[]): void;
  recount(): void;
}

interface ViewCountSource {
  readonly view: Accessor<View>;
  readonly rule: Accessor<ViewRule>;
  readonly head: Accessor<ListHead | null>;
  readonly quick: Accessor<Counts | null>;
  readonly since: (seq: number) => readonly Change[] | null;
}

/** “1,284 orders” of the view at hand. A quick filter alone has its number already. */
export function createViewCount(scope: ApiScope, source: ViewCountSource): ViewCount {
  /** What was counted after the list was read, for that very reading. */
  const [later, setLater] = createSignal<{ readonly of: ListHead; readonly count: number; readonly seq: number } | null>(null);
  let asking: AbortController | undefined;

  const plain = () => source.view().filter.length === 0;
  const counted = createMemo(() => {
    const head = source.head();
    if (head === null || head.count === null) return null;
    const now = later();
    return now?.of === head ? { ...now } : { of: head, count: head.count, seq: head.seq };
  });

  async function recount(): Promise<void> {
    const now = counted();
    if (plain() || now === null) return;
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    try {
      const { count, seq } = await readOrders(scope, source.view(), {}, 1, signal);
      if (signal.aborted || counted()?.of !== now.of || count === null) return;
      setLater({ of: now.of, seq, count: moved(count, source.since(seq) ?? []) });
    } catch (error) {
      if (!signal.aborted && !(error instanceof ApiProblem)) throw error;
    }
  }

  function moved(count: number, changes: readonly Change[]): number {
    const { belongs } = source.rule();
    return changes.reduce((sum, change) => sum + countDifference(change, belongs), count);
  }

  return {
    count: () => (plain() ? (source.quick()?.[source.view().quick] ?? counted()?.count ?? null) : (counted()?.count ?? null)),
    apply(changes) {
      const now = counted();
      if (plain() || now === null) return;
      const news = changes.filter((c) => c.seq > now.seq);
      const last = news.at(-1);
      if (last) setLater({ of: now.of, seq: last.seq, count: moved(now.count, news) });
    },
    recount: () => void recount(),
  };
}
