import { batch, createSignal, onCleanup } from "solid-js";
import type { Accessor } from "solid-js";
import type { Change } from "../../domain/change.ts";
import type { View } from "../../domain/filter-url.ts";
import { applyRow, catchUp, cursorOf, extendWindow, openWindow, trimWindow } from "../../domain/order-window.ts";
import type { OrderWindow, RowChange, Side, ViewRule } from "../../domain/order-window.ts";
import type { OrderRow } from "../../domain/order.ts";
import { problem } from "../../domain/problem.ts";
import type { Problem } from "../../domain/problem.ts";
import { ApiProblem } from "../api.ts";
import type { ApiScope } from "../api.ts";
import { readOrders, readRow, WINDOW_ROWS } from "./order-list.ts";
import { readAround } from "../../domain/order-around.ts";
import type { OrderList, ReadFrom } from "../../domain/order-list.ts";
import { FREE, NO_NEWS, NOTHING_SHOWN, settle } from "./shown-rows.ts";
import type { Guard, News, Shown } from "./shown-rows.ts";

/** Rows kept at most while one scrolls: beyond it, the far windows go. */
export const MOST_ROWS = 1_500;
/** Rows from an edge at which the next window is asked for: about a screen, so that it is there before one arrives. */
export const NEAR_ROWS = 40;
/** Between attempts to read again what a job changed: nothing else would tell of it. */
const AGAIN_MS = 2_000;

/** What the screen looks like at the moment of a change: asked for just before. */
export interface Frame {
  readonly guard: Guard;
  /** Index of the first and last line in sight. */
  readonly first: number;
  readonly last: number;
  /** What is in sight now stays where it is on the screen, through the change that follows at once. */
  readonly keep: () => void;
}

export type EdgeState = "more" | "reading" | "failed" | "end";

export interface ListHead {
  readonly count: number | null;
  readonly bounded: boolean;
  readonly seq: number;
}

export interface ListStore {
  readonly shown: Accessor<Shown>;
  readonly phase: Accessor<"loading" | "ready" | "failed">;
  readonly problem: Accessor<Problem | null>;
  /** What the server said of the whole list when it was read last. */
  readonly head: Accessor<ListHead | null>;
  readonly edge: (side: Side) => EdgeState;
  /** Rows of the list above the first loaded one; null if unknown. */
  readonly above: Accessor<number | null>;
  /** The list began with the rows in sight, until a job brought more above them than were read. */
  readonly outgrown: Accessor<boolean>;
  show(view: View, rule: ViewRule): void;
  /** After a failure. */
  retry(): void;
  /** Reads on at an edge of what is loaded. */
  approach(side: Side): void;
  /** These lines are drawn, by index: reads on where they come near an edge. */
  near(first: number, last: number): void;
  /** Loads the beginning or the end of the list in place of what is there. */
  jump(side: Side): Promise<void>;
  /** Reads what is in sight again. */
  reread(): void;
  apply(changes: readonly Change[]): void;
  /** A row that an answer to this tab brought. */
  applyOwn(row: OrderRow, seq: number): void;
  takeFresh(): void;
  /** The guard may have let go. */
  release(): void;
  setFrame(frame: (() => Frame) | null): void;
}

export interface ListSource {
  /** What the rule of a view rests on is there; rejects if it cannot be had. */
  readonly ready: () => Promise<unknown>;
  /** Changes to lay over what was read at `seq`; null if they are not known any more. */
  readonly since: (seq: number) => readonly Change[] | null;
}

/** Reading, keeping and showing one list: the decisions are in `order-window.ts` and `shown-rows.ts`. */
export function createListStore(scope: ApiScope, source: ListSource): ListStore {
  const [shown, setShown] = createSignal<Shown>(NOTHING_SHOWN);
  const [phase, setPhase] = createSignal<"loading" | "ready" | "failed">("loading");
  const [failure, setFailure] = createSignal<Problem | null>(null);
  const [head, setHead] = createSignal<ListHead | null>(null);
  const [above, setAbove] = createSignal<number | null>(null);
  const [outgrown, setOutgrown] = createSignal(false);
  const [edges, setEdges] = createSignal<Record<Side, EdgeState>>({ before: "end", after: "end" });

  let window: OrderWindow = { rows: [], parts: [] };
  let view: View | null = null;
  let rule: ViewRule = { belongs: () => true, compare: () => 0 };
  let life = new AbortController();
  let frame: (() => Frame) | null = null;
  let rereading = false;
  let rereadAgain = false;
  onCleanup(() => life.abort());

  /** Takes the next truth over to the screen, as far as the pointer allows. */
  function present(next: OrderWindow, news: News): void {
    window = next;
    const now = frame?.();
    now?.keep();
    const before = now ? shown() : { ...shown(), fresh: new Set<string>() };
    setShown(settle(before, next.rows, now ? news : NO_NEWS, now?.guard ?? FREE, rule));
    if (cursorOf(next, "before") === null) {
      setAbove(0);
      setOutgrown(false);
    }
    setEdges((was) => ({ before: edgeAfter(was.before, "before"), after: edgeAfter(was.after, "after") }));
  }

  function edgeAfter(was: EdgeState, side: Side): EdgeState {
    if (cursorOf(window, side) === null) return "end";
    return was === "end" ? "more" : was;
  }

  /** @returns null if the answer is too old to be brought up to date */
  function missed(seq: number): RowChange[] | null {
    return source.since(seq)?.flatMap((c) => (c.entity === "order" && c.row ? [{ row: c.row, seq: c.seq }] : [])) ?? null;
  }

  async function read(from: ReadFrom, signal: AbortSignal): Promise<{ answer: OrderList; missed: RowChange[] }> {
    if (!view) throw new Error("no view is shown");
    for (;;) {
      const answer = await readOrders(scope, view, from, WINDOW_ROWS, signal);
      signal.throwIfAborted();
      const changes = missed(answer.seq);
      if (changes) return { answer, missed: changes };
    }
  }

  /** Opens another stretch in place of the present one. */
  async function open(from: ReadFrom): Promise<void> {
    life.abort();
    life = new AbortController();
    const { signal } = life;
    batch(() => {
      setPhase("loading");
      setFailure(null);
    });
    try {
      const [{ answer, missed: changes }] = await Promise.all([read(from, signal), source.ready()]);
      signal.throwIfAborted();
      batch(() => {
        setHead({ count: answer.count, bounded: answer.bounded, seq: answer.seq });
        setAbove("end" in from && answer.count !== null && answer.before !== null ? answer.count - answer.rows.length : null);
        setEdges({ before: "more", after: "more" });
        setOutgrown(false);
        // Another list is no change of this one: nothing of it is held.
        setShown(NOTHING_SHOWN);
        present(openWindow(answer, rule, changes), NO_NEWS);
        setPhase("ready");
      });
    } catch (error) {
      if (signal.aborted) return;
      batch(() => {
        setFailure(problemOf(error));
        setPhase("failed");
      });
    }
  }

  function approach(side: Side): void {
    const cursor = cursorOf(window, side);
    if (cursor === null || phase() !== "ready" || edges()[side] === "reading") return;
    void extend(side, cursor);
  }

  async function extend(side: Side, cursor: string): Promise<void> {
    const { signal } = life;
    setEdges((was) => ({ ...was, [side]: "reading" }));
    try {
      const { answer, missed: changes } = await read(side === "after" ? { after: cursor } : { before: cursor }, signal);
      // Meanwhile the far windows may have been dropped at this very side.
      if (cursorOf(window, side) !== cursor) {
        setEdges((was) => ({ ...was, [side]: "more" }));
        return;
      }
      batch(() => {
        const longer = extendWindow(window, side, answer, rule, changes);
        const added = longer.rows.length - window.rows.length;
        if (side === "before") setAbove((n) => (n === null ? null : Math.max(0, n - added)));
        setEdges((was) => ({ ...was, [side]: "more" }));
        present(trimmed(longer, side, added), NO_NEWS);
      });
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof ApiProblem)) throw error;
      setEdges((was) => ({ ...was, [side]: "failed" }));
    }
  }

  function trimmed(longer: OrderWindow, grown: Side, added: number): OrderWindow {
    const now = frame?.();
    if (!now) return longer;
    const margin = WINDOW_ROWS / 2;
    const far = grown === "after" ? "before" : "after";
    const spared = grown === "after" ? Math.max(0, now.first - margin) : Math.min(longer.rows.length - 1, now.last + added + margin);
    const shorter = trimWindow(longer, far, MOST_ROWS, spared, rule);
    if (far === "before") setAbove((n) => (n === null ? null : n + longer.rows.length - shorter.rows.length));
    return shorter;
  }

  /** After a job, or after too much was missed: the stretch in sight is read anew and takes the place of the old one. */
  async function reread(): Promise<void> {
    if (phase() !== "ready") return void (view && open({}));
    rereadAgain = rereading;
    if (rereading) return;
    rereading = true;
    let failed = false;
    const { signal } = life;
    try {
      const now = frame?.();
      const eye = shown().rows[now?.first ?? 0]?.row;
      const inSight = (now?.last ?? 0) - (now?.first ?? 0) + 1;
      const around = await readAround(window, { eye, rows: inSight, above: now?.first ?? 0, windowRows: WINDOW_ROWS }, rule, (from) => read(from, signal));
      const { first } = around;
      const left = await readHeld(around.window, signal);
      // Since the first of these answers, colleagues went on.
      const heard = missed(first.seq);
      if (heard === null) rereadAgain = true;
      const fresh = heard === null ? around.window : catchUp(around.window, rule, heard);
      const known = new Set(window.rows.map((r) => r.id));
      batch(() => {
        setHead({ count: first.count, bounded: first.bounded, seq: first.seq });
        setAbove(null);
        setEdges({ before: "more", after: "more" });
        setOutgrown((was) => was || around.outgrown);
        present(fresh, { entered: new Set(fresh.rows.flatMap((r) => (known.has(r.id) ? [] : [r.id]))), changed: left });
      });
    } catch (error) {
      // What is on the screen stays meanwhile.
      if (!signal.aborted && !(error instanceof ApiProblem)) throw error;
      failed = error instanceof ApiProblem && (error.unanswered || error.problem.code === "unavailable" || error.problem.code === "rate_limited");
    } finally {
      rereading = false;
    }
    if (signal.aborted) return;
    if (rereadAgain) void reread();
    else if (failed) setTimeout(() => signal.aborted || void reread(), AGAIN_MS);
  }

  /** Rows that are held though they are not in what was read: nothing else tells how they stand now. */
  async function readHeld(fresh: OrderWindow, signal: AbortSignal): Promise<ReadonlyMap<string, OrderRow>> {
    const guard = frame?.().guard ?? FREE;
    const there = new Set(fresh.rows.map((r) => r.id));
    const held = shown().rows.filter(({ row }) => guard.holds(row.id) && !there.has(row.id));
    const answers = await Promise.allSettled(held.map(({ row }) => readRow(scope, row.id, signal)));
    signal.throwIfAborted();
    // One that cannot be read stays as it was shown: it must not keep the others back.
    return new Map(answers.flatMap((one) => (one.status === "fulfilled" ? [[one.value.id, one.value] as const] : [])));
  }

  function applyRows(changes: readonly RowChange[]): void {
    if (phase() !== "ready" || changes.length === 0) return;
    let next = window;
    const entered = new Set<string>();
    const changed = new Map<string, OrderRow>();
    for (const change of changes) {
      const step = applyRow(next, change, rule);
      if (step.effect === "entered") entered.add(change.row.id);
      if (step.effect !== "none" || (shown().held.get(change.row.id)?.version ?? Infinity) < change.row.version) changed.set(change.row.id, change.row);
      next = step.window;
    }
    if (next !== window || changed.size > 0) present(next, { entered, changed });
  }

  return {
    shown,
    phase,
    problem: failure,
    head,
    edge: (side) => edges()[side],
    above,
    outgrown,
    show(nextView, nextRule) {
      view = nextView;
      rule = nextRule;
      void open({});
    },
    retry: () => void open({}),
    approach,
    near(first, last) {
      if (first < NEAR_ROWS) approach("before");
      if (last >= shown().rows.length - NEAR_ROWS) approach("after");
    },
    jump: (side) => open(side === "before" ? {} : { end: true }),
    reread: () => void reread(),
    apply: (changes) => applyRows(changes.flatMap((c) => (c.entity === "order" && c.row ? [{ row: c.row, seq: c.seq }] : []))),
    applyOwn: (row, seq) => applyRows([{ row, seq }]),
    takeFresh() {
      const now = frame?.();
      now?.keep();
      setShown((before) => settle({ ...before, fresh: new Set() }, window.rows, NO_NEWS, now?.guard ?? FREE, rule));
    },
    release() {
      const now = shown();
      if (now.held.size > 0 || now.rows.length + now.fresh.size !== window.rows.length) present(window, NO_NEWS);
    },
    setFrame(next) {
      frame = next;
    },
  };
}

function problemOf(error: unknown): Problem {
  if (error instanceof ApiProblem) return error.problem;
  reportError(error);
  return problem("internal", "The orders could not be read. Reload the page and try again.");
}
