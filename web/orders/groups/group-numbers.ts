import { batch, createSignal, onCleanup } from "solid-js";
import type { Accessor } from "solid-js";
import type { Change } from "../../../domain/change.ts";
import { DEFAULT_VIEW, printView } from "../../../domain/filter-url.ts";
import type { View } from "../../../domain/filter-url.ts";
import { moveBetween, OrderGroups } from "../../../domain/group.ts";
import type { OrderGroup } from "../../../domain/group.ts";
import type { GroupField } from "../../../domain/group-field.ts";
import type { ViewRule } from "../../../domain/order-window.ts";
import { problem } from "../../../domain/problem.ts";
import type { Problem } from "../../../domain/problem.ts";
import { api, ApiProblem } from "../../api.ts";
import type { ApiScope } from "../../api.ts";
import { RECOUNT_MS } from "../counts-store.ts";
import type { ListSource } from "../list-store.ts";
import { rowBefore } from "../quick-counts.ts";

/** Adding up takes at most this part of the time, so that many desks which watch a busy list cost little. */
const SHARE = 10;

export interface GroupNumbers {
  /** By key; null before they were read. */
  readonly groups: Accessor<ReadonlyMap<string, OrderGroup> | null>;
  readonly bounded: Accessor<boolean>;
  /** Why there are none. */
  readonly problem: Accessor<Problem | null>;
  show(view: View, rule: ViewRule): void;
  apply(changes: readonly Change[]): void;
  recount(): void;
}

/** Numbers and sums of the groups: a change moves them at once, the server's own follow a moment later (N6). */
export function createGroupNumbers(scope: ApiScope, field: GroupField, source: ListSource): GroupNumbers {
  const [groups, setGroups] = createSignal<ReadonlyMap<string, OrderGroup> | null>(null);
  const [bounded, setBounded] = createSignal(false);
  const [failure, setFailure] = createSignal<Problem | null>(null);
  let view: View = DEFAULT_VIEW;
  let rule: ViewRule = { belongs: () => true, compare: () => 0 };
  let seq = 0;
  let pause = RECOUNT_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let life = new AbortController();

  function moved(from: ReadonlyMap<string, OrderGroup>, changes: readonly Change[]): ReadonlyMap<string, OrderGroup> {
    return changes.reduce((now, change) => {
      const before = rowBefore(change);
      const { row } = change;
      const [was, is] = [before && rule.belongs(before) ? before : null, row && rule.belongs(row) ? row : null];
      return was || is ? moveBetween(now, field, was, is) : now;
    }, from);
  }

  async function read(): Promise<void> {
    timer = undefined;
    // Nobody looks: they are read when somebody does.
    if (groups() !== null && document.hidden) return document.addEventListener("visibilitychange", recount, { once: true });
    const { signal } = life;
    const started = performance.now();
    try {
      const [answer] = await Promise.all([api(scope, "GET", `/orders/groups?${printView({ ...view, sort: DEFAULT_VIEW.sort, group: field })}`, undefined, { schema: OrderGroups, signal }), source.ready()]);
      if (signal.aborted) return;
      pause = Math.max(RECOUNT_MS, SHARE * (performance.now() - started));
      seq = answer.seq;
      batch(() => {
        setFailure(answer.bounded && answer.groups.length === 0 ? problem("refused", "Too many orders to add them up. Narrow the filter, or show them as one list.") : null);
        setBounded(answer.bounded);
        setGroups(moved(new Map(answer.groups.map((group) => [group.key, group])), source.since(answer.seq) ?? []));
      });
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof ApiProblem)) throw error;
      // Numbers that are there stay; the next change asks again.
      if (groups() === null) setFailure(error.problem);
    }
  }

  function recount(): void {
    timer ??= setTimeout(() => void read(), pause);
  }
  function end(): void {
    clearTimeout(timer);
    timer = undefined;
    life.abort();
    document.removeEventListener("visibilitychange", recount);
  }
  onCleanup(end);

  return {
    groups,
    bounded,
    problem: failure,
    show(nextView, nextRule) {
      end();
      life = new AbortController();
      view = nextView;
      rule = nextRule;
      batch(() => {
        setGroups(null);
        setBounded(false);
        setFailure(null);
      });
      void read();
    },
    apply(changes) {
      const news = changes.filter((c) => c.seq > seq);
      const now = groups();
      if (news.length === 0 || now === null) return;
      setGroups(moved(now, news));
      recount();
    },
    recount,
  };
}
