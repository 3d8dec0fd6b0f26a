import { batch, createComputed, createMemo, createRoot, createSignal, on, onCleanup } from "solid-js";
import type { Change } from "../../../domain/change.ts";
import type { View } from "../../../domain/filter-url.ts";
import { groupCondition, groupKey, groupOrder } from "../../../domain/group.ts";
import type { GroupNames } from "../../../domain/group.ts";
import type { GroupField } from "../../../domain/group-field.ts";
import type { ViewRule } from "../../../domain/order-window.ts";
import type { OrderRow } from "../../../domain/order.ts";
import type { ApiScope } from "../../api.ts";
import { same } from "../../../domain/same.ts";
import { isRow } from "../lines.ts";
import type { Grouping } from "../lines.ts";
import { createListStore, NEAR_ROWS } from "../list-store.ts";
import type { Frame, ListSource, ListStore } from "../list-store.ts";
import { readRow, WINDOW_ROWS } from "../order-list.ts";
import { FREE, NO_NEWS, NOTHING_SHOWN, settle } from "../shown-rows.ts";
import type { Guard, News, Shown, ShownRow } from "../shown-rows.ts";
import { keyOfLine, layOut, spanAt } from "./group-lines.ts";
import type { Inside, Layout } from "./group-lines.ts";
import { createGroupNumbers } from "./group-numbers.ts";
import type { GroupNumbers } from "./group-numbers.ts";
import { rememberedGroups } from "./open-groups.ts";

export interface GroupSource extends ListSource {
  /** Undefined until they are read. */
  readonly names: () => GroupNames | undefined;
}

/** Without `Line`, which is how it looks. */
export interface GroupedList extends ListStore, Omit<Grouping, "Line"> {
  readonly numbers: GroupNumbers;
  /** Lines on the screen that belong to a group, its heading included. */
  readonly linesOf: (key: string) => number;
  /** Orders of an open group could not be read. */
  readonly hasFailed: (key: string) => boolean;
}

const NO_NAMES: GroupNames = { statuses: [], channels: [], people: [], agents: [] };

/**
 * A list in groups (L5): each open group is a stretch of its own, read when it comes near
 * the screen, and all of them are one picture, which is held still like that of one list.
 */
export function createGroupedList(scope: ApiScope, source: GroupSource, field: GroupField): GroupedList {
  const numbers = createGroupNumbers(scope, field, source);
  const remembered = rememberedGroups(scope, field);
  const [open, setOpen] = createSignal<ReadonlySet<string>>(remembered.open());
  const [stretches, setStretches] = createSignal<ReadonlyMap<string, { readonly list: ListStore; readonly end: () => void }>>(new Map());
  const [shown, setShown] = createSignal<Shown>(NOTHING_SHOWN);
  /** Set together with `shown` and never derived: what is asked of the screen before a change must be what stands on it. */
  const [layout, setLayout] = createSignal<Layout>({ lines: [], spans: [], size: 0 });
  let view: View | null = null;
  let rule: ViewRule = { belongs: () => true, compare: () => 0 };
  let frame: (() => Frame) | null = null;
  let applying = false;
  let life = new AbortController();
  onCleanup(() => life.abort());

  const order = createMemo(() => groupOrder(field, source.names() ?? NO_NAMES));
  const compare = (a: OrderRow, b: OrderRow) => order()(groupKey(a, field), groupKey(b, field)) || rule.compare(a, b);
  const stretch = (key: string) => stretches().get(key)?.list;
  /** Where a row stands now, which may not be where it belongs. */
  const standsIn = (of: Shown, { row }: ShownRow) => groupKey(of.held.get(row.id) ?? row, field);

  const truth = createMemo(() =>
    [...stretches().keys()].filter((key) => open().has(key)).sort(order()).flatMap((key) => stretch(key)?.shown().rows.map(({ row }) => row) ?? []),
  );
  const lines = createMemo(() => layout().lines, [], { equals: (a, b) => a.length === b.length && a.every((id, i) => id === b[i]) });
  const indexes = createMemo(() => new Map(lines().map((line, i) => [line, i])));
  const spanByKey = createMemo(() => new Map(layout().spans.map((span) => [span.key, span])));

  function hasFailed(key: string): boolean {
    const list = stretch(key);
    return list !== undefined && (list.phase() === "failed" || list.edge("before") === "failed" || list.edge("after") === "failed");
  }
  function retryGroup(key: string): void {
    const list = stretch(key);
    if (list?.phase() === "failed") list.retry();
    for (const side of ["before", "after"] as const) if (list?.edge(side) === "failed") list.approach(side);
  }
  /** Of a stretch, what is told besides its rows. */
  const stateOf = (key: string) => {
    const list = stretch(key);
    const isShort = list?.phase() === "ready" && list.edge("after") === "end" && list.head()?.bounded === true;
    return { waits: list === undefined || list.phase() === "loading", note: hasFailed(key) || isShort };
  };

  function insideOf(key: string, standing: ReadonlyMap<string, readonly ShownRow[]>): Inside | null {
    if (!open().has(key)) return null;
    const rows = (standing.get(key) ?? []).map((one) => one.row.id);
    const { waits, note } = stateOf(key);
    return { rows, waiting: waits && rows.length === 0 ? Math.min(numbers.groups()?.get(key)?.orders ?? 0, WINDOW_ROWS) : 0, note };
  }

  /** Takes the truth over to the screen, as far as the pointer allows. */
  function present(news: News): void {
    const now = frame?.();
    now?.keep();
    const before = stillOpen(now ? shown() : { ...shown(), fresh: new Set() });
    const others = lines().length - shown().rows.length;
    const guard: Guard = now ? { ...now.guard, canShift: (by, length) => now.guard.canShift(by, length + others) } : FREE;
    show(elsewhere(settle(before, truth(), now ? news : NO_NEWS, guard, { compare })), guard);
  }

  /** Headings come and go with their numbers, unless that would move what is pointed at. */
  function show(next: Shown, guard: Guard): void {
    const standing = Map.groupBy(next.rows, (one) => standsIn(next, one));
    const groups = numbers.groups() ?? new Map();
    const laidOut = (keys: Iterable<string>) => layOut([...new Set(keys)].sort(order()), groups, (key) => insideOf(key, standing));
    const wanted = laidOut([...groups.keys(), ...standing.keys()]);
    const kept = laidOut([...layout().spans.map((span) => span.key), ...standing.keys()]);
    const at = (among: Layout) => (guard.anchor === null ? -1 : among.lines.indexOf(guard.anchor));
    const by = at(wanted) - at(kept);
    const isStill = at(kept) < 0 || (at(wanted) >= 0 && (by === 0 || (frame?.().guard.canShift(by, wanted.lines.length) ?? true)));
    batch(() => {
      setShown(next);
      setLayout(isStill ? wanted : kept);
    });
  }

  function stillOpen(before: Shown): Shown {
    const rows = before.rows.filter((one) => open().has(standsIn(before, one)));
    return rows.length === before.rows.length ? before : { ...before, rows };
  }

  /** A row that left for a group that is closed has not left the list. */
  function elsewhere(next: Shown): Shown {
    if (next.held.size === 0) return next;
    const of = new Map(shown().rows.map((one) => [one.row.id, one]));
    const rows = next.rows.map((one): ShownRow => {
      if (one.mark !== "left" || !rule.belongs(one.row)) return one;
      const was = of.get(one.row.id);
      return was?.row === one.row && was.mark === "moved" ? was : { ...one, mark: "moved" };
    });
    return { ...next, rows };
  }

  const states = createMemo(() => [...open()].map((key) => stateOf(key)), [], { equals: same });
  createComputed(on([truth, numbers.groups, order, states], ([rows], before) => {
    if (applying) return;
    present(NO_NEWS);
    // Gone with no word of how it stands now, as after a job.
    const there = new Set(rows.map((row) => row.id));
    const left = new Set((before?.[0] ?? []).flatMap((row) => (there.has(row.id) ? [] : [row.id])));
    if (left.size > 0) void readHeld((id) => left.has(id));
  }, { defer: true }));

  /** Rows that are held though they are in none of the groups that were read: nothing else tells how they stand now. */
  async function readHeld(wanted: (id: string) => boolean): Promise<void> {
    const { signal } = life;
    const there = new Set(truth().map((row) => row.id));
    const holds = frame?.().guard.holds ?? FREE.holds;
    const held = shown().rows.filter(({ row }) => wanted(row.id) && !there.has(row.id) && holds(row.id));
    const answers = await Promise.allSettled(held.map(({ row }) => readRow(scope, row.id, signal)));
    if (signal.aborted) return;
    const stood = new Map(shown().rows.map(({ row }) => [row.id, row.version]));
    const changed = answers.flatMap((one) => (one.status === "fulfilled" && one.value.version > (stood.get(one.value.id) ?? Infinity) ? [[one.value.id, one.value] as const] : []));
    if (changed.length > 0) present({ entered: new Set(), changed: new Map(changed) });
  }

  function ruleOf(key: string): ViewRule {
    return { belongs: (row) => groupKey(row, field) === key && rule.belongs(row), compare: rule.compare };
  }

  /** What of the screen a stretch sees: its rows are placed by `present`, so that it holds nothing itself. */
  function frameOf(key: string): Frame {
    const now = frame?.();
    const span = spanByKey().get(key);
    const within = (line: number) => Math.max(0, line - (span?.from ?? 0) - 1);
    return { guard: FREE, keep: () => undefined, first: within(now?.first ?? 0), last: within(now?.last ?? 0) };
  }

  function load(key: string): void {
    const from = view;
    if (from === null) return;
    const made = createRoot((end) => {
      const its = createListStore(scope, source);
      its.setFrame(() => frameOf(key));
      its.show({ ...from, group: null, filter: [...from.filter, groupCondition(field, key)] }, ruleOf(key));
      return { list: its, end };
    });
    setStretches((all) => new Map([...all, [key, made]]));
  }

  function drop(keys: readonly string[]): void {
    for (const key of keys) stretches().get(key)?.end();
    setStretches((all) => new Map([...all].filter(([key]) => !keys.includes(key))));
  }
  onCleanup(() => drop([...stretches().keys()]));

  function take(apply: (one: ListStore) => void, rows: readonly OrderRow[], changes: readonly Change[]): void {
    const had = new Set(truth().map((row) => row.id));
    applying = true;
    batch(() => {
      for (const one of stretches().values()) {
        apply(one.list);
        // What waits above the first row of one group stands between rows of the whole.
        if (one.list.shown().fresh.size > 0) one.list.takeFresh();
      }
      numbers.apply(changes);
      const entered = new Set(truth().flatMap((row) => (had.has(row.id) ? [] : [row.id])));
      present({ entered, changed: new Map(rows.map((row) => [row.id, row])) });
    });
    applying = false;
  }

  function openExactly(next: ReadonlySet<string>): void {
    applying = true;
    batch(() => {
      setOpen(next);
      drop([...stretches().keys()].filter((key) => !next.has(key)));
      remembered.keep(next);
      present(NO_NEWS);
    });
    applying = false;
  }

  return {
    field,
    numbers,
    linesOf: (key) => {
      const span = spanByKey().get(key);
      return span ? span.to - span.from + 1 : 1;
    },
    hasFailed,
    retryGroup,
    shown,
    lines,
    bounded: numbers.bounded,
    phase: () => (numbers.groups() !== null && numbers.problem() === null ? "ready" : numbers.problem() ? "failed" : "loading"),
    problem: numbers.problem,
    head: () => null,
    edge: () => "end",
    above: () => null,
    outgrown: () => [...stretches().values()].some((one) => one.list.outgrown()),
    count: () => (numbers.groups() === null || numbers.bounded() ? null : [...(numbers.groups()?.values() ?? [])].reduce((sum, group) => sum + group.orders, 0)),
    size: () => layout().size,
    place(line) {
      if (numbers.bounded()) return undefined;
      const at = indexes().get(line) ?? -1;
      const span = spanAt(layout().spans, at);
      if (!span) return undefined;
      if (at === span.from) return span.place + 1;
      const above = stretch(span.key)?.above() ?? (isRow(line) ? null : 0);
      return above === null ? undefined : span.place + above + at - span.from + 1;
    },
    headingOf: (line) => lines()[spanAt(layout().spans, indexes().get(line) ?? -1)?.from ?? -1],
    isOpen: (key) => open().has(key),
    setOpen: (key, opened) => openExactly(new Set(opened ? [...open(), key] : [...open()].filter((one) => one !== key))),
    setAllOpen: (opened) => openExactly(new Set(opened ? layout().spans.map((span) => span.key) : [])),
    show(nextView, nextRule) {
      view = nextView;
      rule = nextRule;
      life.abort();
      life = new AbortController();
      batch(() => {
        drop([...stretches().keys()]);
        setShown(NOTHING_SHOWN);
        setLayout({ lines: [], spans: [], size: 0 });
        numbers.show(nextView, nextRule);
      });
    },
    retry: () => view !== null && numbers.show(view, rule),
    approach: () => undefined,
    near(first, last) {
      const { spans } = layout();
      for (const span of spans.slice(spans.findIndex((one) => one.to >= first - NEAR_ROWS))) {
        if (span.from > last + NEAR_ROWS) return;
        const its = open().has(span.key) ? stretch(span.key) : null;
        if (its === undefined && span.from <= last && span.to >= first) load(span.key);
        if (its?.edge("before") === "more" && first < span.from + NEAR_ROWS) its.approach("before");
        if (its?.edge("after") === "more" && last > span.to - NEAR_ROWS) its.approach("after");
      }
    },
    jump: () => Promise.resolve(),
    reread() {
      numbers.recount();
      const now = frame?.();
      const inSight = new Set(now ? lines().slice(now.first, now.last + 1).map((line) => keyOfLine(line) ?? keyOfLine(this.headingOf(line) ?? "")) : []);
      const far = [...stretches().keys()].filter((key) => !inSight.has(key));
      drop(far);
      for (const one of stretches().values()) one.list.reread();
      void readHeld(() => true);
    },
    apply: (changes) => take((one) => one.apply(changes), changes.flatMap((c) => (c.entity === "order" && c.row ? [c.row] : [])), changes),
    applyOwn: (row, seq) => take((one) => one.applyOwn(row, seq), [row], []),
    takeFresh() {
      for (const one of stretches().values()) if (one.list.outgrown()) void one.list.jump("before");
      const now = frame?.();
      now?.keep();
      const guard = now?.guard ?? FREE;
      show(elsewhere(settle({ ...shown(), fresh: new Set() }, truth(), NO_NEWS, guard, { compare })), guard);
    },
    release() {
      const now = shown();
      const isHeld = now.held.size > 0 || now.rows.length + now.fresh.size !== truth().length;
      if (isHeld || layout().spans.some((span) => !numbers.groups()?.has(span.key)) || layout().spans.length !== (numbers.groups()?.size ?? 0)) present(NO_NEWS);
    },
    setFrame(next) {
      frame = next;
    },
  };
}
