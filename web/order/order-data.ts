import { batch, createSignal, onCleanup } from "solid-js";
import type { Accessor } from "solid-js";
import * as v from "valibot";
import { Change } from "../../domain/change.ts";
import { Order } from "../../domain/order.ts";
import type { Problem } from "../../domain/problem.ts";
import { ApiProblem, api } from "../api.ts";
import { useLive } from "../live/live-store.ts";
import { useScope } from "../session/organization-scope.tsx";
import { applyChange } from "./apply-change.ts";
import { createMarks } from "./marks.ts";
import type { Marks } from "./marks.ts";

const OrderAnswer = v.object({ order: Order, seq: v.number() });
const TimelineAnswer = v.object({ items: v.array(Change) });

export interface OrderData {
  /** Undefined until it is read. */
  readonly order: Accessor<Order | undefined>;
  /** The order's entries of the log, oldest first; undefined until they are read. */
  readonly changes: Accessor<readonly Change[] | undefined>;
  /** Why there is no order, or why the one that is shown could not be read again. */
  readonly problem: Accessor<Problem | undefined>;
  readonly timelineProblem: Accessor<Problem | undefined>;
  readonly marks: Marks;
  /** Takes in the answer of a save; an older one than what is shown is dropped. */
  readonly accept: (order: Order) => void;
  readonly read: () => Promise<void>;
  readonly readTimeline: () => Promise<void>;
}

/** One order, kept as the log has it while the page is open: read once, then patched by each change that is heard. */
export function createOrderData(id: string): OrderData {
  const scope = useScope();
  const live = useLive();
  const [order, setOrder] = createSignal<Order>();
  const [changes, setChanges] = createSignal<readonly Change[]>();
  const [problem, setProblem] = createSignal<Problem>();
  const [timelineProblem, setTimelineProblem] = createSignal<Problem>();
  const marks = createMarks();
  const stop = new AbortController();
  onCleanup(() => stop.abort());
  let heard: readonly Change[] = [];
  let reading: Promise<void> | undefined;
  let readAgain = false;
  const path = `/orders/${encodeURIComponent(id)}`;

  function accept(next: Order): void {
    setOrder((now) => (now && now.version > next.version ? now : next));
  }

  /** @returns whether the order must be read again */
  function patch(items: readonly Change[]): boolean {
    let reread = false;
    for (const change of items) {
      const now = order();
      if (!now) return false;
      const applied = applyChange(now, change);
      if (!applied) continue;
      setOrder(applied.order);
      reread ||= applied.reread;
    }
    return reread;
  }

  async function readOnce(): Promise<void> {
    try {
      const answer = await api(scope, "GET", path, undefined, { schema: OrderAnswer, signal: stop.signal });
      const missed = live.since(answer.seq);
      batch(() => {
        setProblem(undefined);
        accept(answer.order);
        if (missed === null || patch(missed)) readAgain = true;
      });
    } catch (error) {
      if (stop.signal.aborted) return;
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error.problem);
    }
  }

  async function readAll(): Promise<void> {
    do {
      readAgain = false;
      // One after the other: each answer may be older than what the log has told meanwhile.
      // oxlint-disable-next-line no-await-in-loop
      await readOnce();
    } while (readAgain && !stop.signal.aborted);
    reading = undefined;
  }

  function read(): Promise<void> {
    readAgain = reading !== undefined;
    return (reading ??= readAll());
  }

  async function readTimeline(): Promise<void> {
    try {
      const { items } = await api(scope, "GET", `${path}/timeline`, undefined, { schema: TimelineAnswer, signal: stop.signal });
      setTimelineProblem(undefined);
      setChanges(inOrder([...items, ...heard]));
    } catch (error) {
      if (stop.signal.aborted) return;
      if (!(error instanceof ApiProblem)) throw error;
      setTimelineProblem(error.problem);
    }
  }

  const readBoth = () => void Promise.all([read(), readTimeline()]);
  live.onChanges((items) => {
    const ours = items.filter((change) => change.entity === "order" && change.entityId === id);
    if (ours.length === 0) return;
    heard = inOrder([...heard, ...ours]);
    setChanges((known) => known && inOrder([...known, ...ours]));
    for (const change of ours) marks.add(change);
    if (patch(ours)) void read();
  });
  live.onRange(readBoth);
  live.onReset(readBoth);
  readBoth();

  return { order, changes, problem, timelineProblem, marks, accept, read, readTimeline };
}

function inOrder(changes: readonly Change[]): readonly Change[] {
  return [...new Map(changes.map((change) => [change.seq, change])).values()].sort((a, b) => a.seq - b.seq);
}
