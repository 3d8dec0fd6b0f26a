import { createMemo, createRoot, createSignal, onCleanup } from "solid-js";
import type { Accessor } from "solid-js";
import type { Change } from "../../domain/change.ts";
import { DEFAULT_VIEW, printView } from "../../domain/filter-url.ts";
import type { View } from "../../domain/filter-url.ts";
import { dayOf } from "../../domain/zoned-day.ts";
import type { Live } from "../live/live-store.ts";
import { editQueueOf } from "../offline-queue/edit-queue.ts";
import type { Scope } from "../session/organization-scope.tsx";
import { columnOfField } from "./columns.ts";
import { createCountsStore } from "./counts-store.ts";
import type { CountsStore } from "./counts-store.ts";
import { createEditsStore } from "./edits-store.ts";
import type { EditsStore } from "./edits-store.ts";
import type { Grouping, Line } from "./lines.ts";
import { createListOfView } from "./list-of-view.ts";
import type { ListStore } from "./list-store.ts";
import { lookupsOf } from "./lookups.ts";
import type { Lookups } from "../../domain/lookups.ts";
import { createMarksStore } from "./marks-store.ts";
import type { MarksStore } from "./marks-store.ts";
import { preferencesOf } from "./preference-store.ts";
import { NO_SELECTION } from "./selection.ts";
import type { Selection } from "./selection.ts";
import { FIELD_NAME } from "./row-edit.ts";
import type { ShownRow } from "./shown-rows.ts";
import { undoStoreOf } from "./undo-store.ts";
import { createViewCount } from "./view-count.ts";
import { NO_NAMES, ruleOf } from "./view-rule.ts";
import type { Setting } from "./view-rule.ts";

/** Where the eye was when the page was left, so that coming back finds it again. */
export interface Place {
  readonly rowId: string | null;
  /** Pixels of the row above the upper edge. */
  readonly offset: number;
  readonly left: number;
  /** The cell that had the focus. */
  readonly cell: { readonly rowId: string; readonly column: string } | null;
}

export interface OrdersStore {
  readonly lookups: Accessor<Lookups | undefined>;
  readonly view: Accessor<View>;
  /** Another object whenever the grouping changes. */
  readonly list: ListStore;
  /** Null for one list without groups. */
  readonly grouping: Accessor<Grouping | null>;
  /** What is drawn one below the other: the shown rows, and headings between them. */
  readonly lines: Accessor<readonly Line[]>;
  readonly counts: CountsStore;
  /** Orders of the view; null where only reading all would tell. */
  readonly count: Accessor<number | null>;
  readonly edits: EditsStore;
  readonly marks: MarksStore;
  readonly selection: Accessor<Selection>;
  readonly setSelection: (next: Selection) => void;
  /** The shown row by its id, as far as it is loaded. */
  readonly shownRow: (id: string) => ShownRow | undefined;
  /** Of the shown rows, in their order. */
  readonly ids: Accessor<readonly string[]>;
  place: Place | null;
  show(view: View): void;
}

const stores = new WeakMap<Scope, OrdersStore>();
const DAY_CHECK_MS = 20_000;

/** The list of an organization: it lives as long as the organization is on screen, so that one comes back to it as it is. */
export function ordersStoreOf(scope: Scope, live: Live): OrdersStore {
  const found = stores.get(scope);
  if (found) return found;
  return createRoot((dispose) => {
    scope.signal.addEventListener("abort", dispose);
    const store = createOrdersStore(scope, live);
    stores.set(scope, store);
    return store;
  });
}

function createOrdersStore(scope: Scope, live: Live): OrdersStore {
  const { lookups, read } = lookupsOf(scope);
  const setting = (): Setting => ({ names: lookups() ?? NO_NAMES, timeZone: scope.organization.timeZone });
  const since = (seq: number) => live.since(seq);
  const [view, setView] = createSignal<View>(DEFAULT_VIEW);
  const [selection, setSelection] = createSignal<Selection>(NO_SELECTION);
  const rule = createMemo(() => ruleOf(view(), setting));
  let opened = "";

  const current = createListOfView(scope, { since, ready: () => Promise.all([read(), preferencesOf(scope).ready()]), names: lookups });
  const { list, grouping } = current;
  const counts = createCountsStore(scope, () => (lookups() ? setting() : undefined), since, () => count.recount());
  const count = createViewCount(scope, { view, rule, head: () => list().head(), quick: counts.counts, since });
  /** Where both ends are loaded nobody needs to be asked. */
  const loaded = () => {
    const whole = list().phase() === "ready" && list().head()?.bounded === false && list().edge("before") === "end" && list().edge("after") === "end";
    const { rows, fresh } = list().shown();
    return whole ? rows.filter((row) => row.mark !== "left").length + fresh.size : null;
  };
  const byId = createMemo(() => new Map(list().shown().rows.map((shown) => [shown.row.id, shown])));
  // The same as long as rows only change where they stand: then nothing is placed anew.
  const ids = createMemo(() => list().shown().rows.map((shown) => shown.row.id), [], { equals: (a, b) => a.length === b.length && a.every((id, i) => id === b[i]) });
  const isOwn = (change: Change) => change.actor.kind === "user" && change.actor.id === scope.user.id;
  const marks = createMarksStore({ people: () => lookups()?.people ?? [], isOwn, fieldName: (field) => columnOfField(field)?.spoken });
  const edits = createEditsStore({
    slug: scope.slug,
    queue: editQueueOf(scope.user.id),
    statuses: () => lookups()?.statuses ?? [],
    onSaved(row, seq, field, { batch, at }) {
      if (field) undoStoreOf(scope).done({ orderId: row.id, number: row.number, seq, what: FIELD_NAME[field] }, batch, at);
      list().applyOwn(row, seq);
    },
  });

  live.onChanges((changes) => {
    const before = byId();
    list().apply(changes);
    const entered = new Set(ids().filter((id) => !before.has(id)));
    marks.apply(changes, (id) => byId().has(id), entered);
    counts.apply(changes);
    count.apply(changes);
  });
  live.onRange(() => {
    list().reread();
    counts.recount();
  });
  live.onReset(() => {
    list().reread();
    counts.recount();
  });

  // “Today” ends at midnight over there, while the page stays open.
  let day = dayOf(Date.now(), scope.organization.timeZone);
  const midnight = setInterval(() => {
    const now = dayOf(Date.now(), scope.organization.timeZone);
    if (now === day) return;
    day = now;
    list().reread();
    counts.recount();
  }, DAY_CHECK_MS);
  onCleanup(() => clearInterval(midnight));

  return {
    lookups,
    view,
    get list() {
      return list();
    },
    grouping,
    lines: () => grouping()?.lines() ?? ids(),
    counts,
    count: () => grouping()?.count() ?? count.count() ?? loaded(),
    edits,
    marks,
    selection,
    setSelection,
    shownRow: (id) => byId().get(id),
    ids,
    place: null,
    show(next) {
      // Which columns show is the grid's affair: the rows stay.
      const key = `?${printView({ ...next, columns: null })}`;
      if (key === opened && list().phase() !== "failed") return;
      opened = key;
      this.place = null;
      setSelection(NO_SELECTION);
      setView(next);
      current.show(next, rule());
      counts.recount();
    },
  };
}
