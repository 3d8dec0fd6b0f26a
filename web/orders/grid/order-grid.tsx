import { Dynamic } from "solid-js/web";
import { For, type JSX, batch, createEffect, createMemo, createSignal, on, onCleanup, onMount } from "solid-js";
import { DEFAULT_VIEW, printView } from "../../../domain/filter-url.ts";
import type { OrderSort } from "../../../domain/order-sort.ts";
import type { Live } from "../../live/live-store.ts";
import type { Scope } from "../../session/organization-scope.tsx";
import { useConventions } from "../../ui/locale.ts";
import { focusIsAtRest } from "../../ui/rest-focus.ts";
import { toast } from "../../ui/toasts.ts";
import type { ColumnChoice } from "../column-choice.ts";
import { COMPACT_COLUMNS, columnById } from "../columns.ts";
import type { Density } from "../../../domain/preference.ts";
import { headingKey, headingLine, isRow, LINE_COLUMN } from "../lines.ts";
import type { Line } from "../lines.ts";
import { undoStoreOf } from "../undo-store.ts";
import type { Step } from "../edit/step.ts";
import type { OrdersStore } from "../orders-store.ts";
import { createColumnLayout } from "./column-layout.ts";
import { createDrawnLines } from "./drawn-lines.ts";
import { createGridClipboard } from "./grid-clipboard.ts";
import { GridContext } from "./grid-context.ts";
import type { CellPlace, Editing, GridController } from "./grid-controller.ts";
import { GridHeader } from "./grid-header.tsx";
import type { HeaderHandle } from "./grid-header.tsx";
import { gridAction } from "./grid-keys.ts";
import { HEADER, act } from "./grid-moves.ts";
import { GridNamesContext, createGridNames } from "./names.ts";
import { noteGridKeys } from "./note-grid-keys.ts";
import { createPointerMenu } from "./pointer-menu.ts";
import { GridRow } from "./grid-row.tsx";
import { createGridScroll } from "./grid-scroll.ts";
import { createOrderTable } from "./order-table.ts";
import { createSideways } from "./sideways.ts";
import { createWatchers } from "./watchers.ts";

const ROW: Record<Density, number> = { comfortable: 40, standard: 32, compact: 26 };
const CARD = 56;
/** A row at least, where a finger presses what stands in it: 44, and the line below. */
const TOUCHED = 45;
const HEADER_HEIGHT = 32;
/** Pixels that a key makes a column wider. */
const WIDEN = 16;

/** What lies over the rows does with them. */
export interface GridHandle {
  /** The element of a cell; null while its row is not drawn. For a column that is not shown the number stands in, on a narrow screen the row. */
  readonly cellOf: (place: CellPlace) => HTMLElement | null;
  readonly focus: (place: CellPlace) => void;
  /** To the rows: where the keyboard was, or the first one. */
  readonly enter: () => void;
  /** The same, without going anywhere: the rows stay as they are on the screen. */
  readonly rest: () => void;
  readonly takeFresh: () => void;
  /** Closes the editor, and goes on from its cell. */
  readonly endEditing: (go: Step) => void;
}

interface OrderGridProps {
  readonly store: OrdersStore;
  readonly controller: GridController;
  readonly live: Live;
  readonly scope: Scope;
  readonly choice: ColumnChoice;
  readonly compact: boolean;
  readonly onSort: (sort: OrderSort) => void;
  readonly onOpen: (rowId: string) => void;
  readonly onHandle: (handle: GridHandle | null) => void;
}

/** The rows (L6), as an ARIA grid: one tab stop, arrows within. */
export function OrderGrid(props: OrderGridProps): JSX.Element {
  const { store, controller, scope } = props;
  // Another grouping is another list, and another grid.
  const { list, lines, ids } = store;
  const grouping = store.grouping();
  noteGridKeys(grouping !== null);
  // Known only once it stands in the document: before, it has no window whose sizes could be watched.
  const [box, setBox] = createSignal<HTMLDivElement>();
  let element: HTMLDivElement | undefined;
  const sideways = createSideways(box);
  const [pointer, setPointer] = createSignal<string | null>(null);
  /** The last thing that was used: only a keyboard's place is held still. */
  const [byKeyboard, setByKeyboard] = createSignal(false);
  const finger = matchMedia("(pointer: coarse)").matches;
  const rowHeight = () => (props.compact ? CARD : Math.max(finger ? TOUCHED : 0, ROW[props.choice.density()]));
  const headerHeight = () => (props.compact ? 0 : finger ? TOUCHED : HEADER_HEIGHT);

  const columns = createMemo(() => (props.compact ? COMPACT_COLUMNS.flatMap((id) => columnById(id) ?? []) : props.choice.shown()));
  const table = createOrderTable({ rows: () => list.shown().rows, columns, sort: () => store.view().sort, onSort: (sort) => props.onSort(sort) });
  const layout = createColumnLayout(props.choice, columns);
  let header: HeaderHandle | undefined;
  const index = createMemo(() => new Map(lines().map((line, i) => [line, i])));
  const places = createMemo(() => [...(props.compact ? [] : ["select"]), ...columns().map((c) => c.id), "menu"]);

  /** The one cell that Tab reaches. */
  const tabStop = createMemo((): CellPlace | null => {
    const [first] = lines();
    const at = controller.active() ?? (first === undefined ? null : { rowId: first, column: "number" });
    if (at && !isRow(at.rowId)) return { ...at, column: LINE_COLUMN };
    // Its column may have been hidden meanwhile.
    return at && !places().includes(at.column) ? { ...at, column: "number" } : at;
  });
  /** The column to come back to from a heading. */
  const rowColumn = createMemo((before: string) => {
    const at = tabStop()?.column ?? LINE_COLUMN;
    return at === LINE_COLUMN ? before : at;
  }, "number");

  const focusedRow = () => (byKeyboard() && box()?.contains(document.activeElement) ? (controller.active()?.rowId ?? null) : null);
  const scroll = createGridScroll(box, list, lines, rowHeight, headerHeight, { pointer: () => controller.menu()?.rowId ?? pointer(), editing: () => controller.editing()?.rowId ?? null, keyboard: focusedRow });

  const { drawn, height } = createDrawnLines({ store, controller, box, scroll, index, lineHeight: rowHeight, cellOf });
  createEffect(on([pointer, controller.menu, controller.editing, () => controller.active()?.rowId], () => list.release(), { defer: true }));

  function cellOf(place: CellPlace): HTMLElement | null {
    const row = box()?.querySelector<HTMLElement>(`[data-row="${CSS.escape(place.rowId)}"]`) ?? null;
    return row?.querySelector<HTMLElement>(`[data-col="${place.column}"]`) ?? (props.compact ? null : row?.querySelector<HTMLElement>('[data-col="number"]')) ?? row;
  }
  function focus(place: CellPlace): void {
    batch(() => {
      setByKeyboard(true);
      controller.setActive(place);
    });
    const cell = cellOf(place);
    cell?.focus({ preventScroll: true });
    // A heading is in sight as long as one of its rows is: it is where it stands that one wants to go to.
    if (isRow(place.rowId)) cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
    else scrollToLine(place.rowId);
    // These two stay where they are: it is the columns beside them that one wants to see then.
    if (place.column === "select") element?.scrollTo({ left: 0 });
    if (place.column === "menu") element?.scrollTo({ left: element.scrollWidth });
  }
  function scrollToLine(line: Line): void {
    const top = (index().get(line) ?? 0) * rowHeight();
    const from = element?.scrollTop ?? 0;
    const lowest = top + rowHeight() - ((element?.clientHeight ?? 0) - headerHeight());
    if (top < from) scroll.to(top);
    else if (lowest > from) scroll.to(lowest);
  }
  function setOpen(key: string, open: boolean): void {
    grouping?.setOpen(key, open);
    scrollToLine(headingLine(key));
  }
  /** A row that left takes the focus with it: the one in its place has it then. */
  createEffect(
    on(lines, (now, before) => {
      const at = controller.active();
      if (!at || at.rowId === HEADER || index().has(at.rowId)) return;
      const was = before?.indexOf(at.rowId) ?? -1;
      const heir = now[Math.min(Math.max(was, 0), now.length - 1)];
      const hadFocus = document.activeElement === document.body;
      const place = heir === undefined ? null : { rowId: heir, column: isRow(heir) ? rowColumn() : LINE_COLUMN };
      if (place && hadFocus && byKeyboard()) focus(place);
      else controller.setActive(place);
    }),
  );

  async function jump(to: "first" | "last", column: string): Promise<void> {
    const side = to === "first" ? "before" : "after";
    if (list.edge(side) !== "end") await list.jump(side);
    else if (to === "first") list.takeFresh();
    const line = to === "first" ? lines()[0] : lines().at(-1);
    scroll.to(to === "first" ? 0 : (element?.scrollHeight ?? 0));
    if (line !== undefined) focus({ rowId: line, column: isRow(line) ? column : LINE_COLUMN });
  }
  function takeFresh(): void {
    if (list.outgrown()) return void jump("first", "number");
    if (list.shown().fresh.size === 0) return;
    list.takeFresh();
    const [first] = ids();
    scroll.to(0);
    if (first !== undefined) focus({ rowId: first, column: "number" });
  }
  function enter(): void {
    const at = tabStop();
    if (at) focus(at);
  }
  function rest(): void {
    const at = tabStop();
    if (at) cellOf(at)?.focus({ preventScroll: true });
  }
  function openMenu(place: CellPlace): void {
    if (place.rowId === HEADER) return header?.openMenu(place.column);
    const anchor = cellOf(place);
    if (anchor) controller.setMenu({ rowId: place.rowId, anchor, from: place });
  }
  /** The edit whose code was still on its way when somebody pressed on another cell: the focus is theirs to place. */
  let leftFor: Editing | null = null;
  function endEditing(go: Step): void {
    const at = controller.editing();
    controller.stopEditing();
    if (!at) return;
    if (at === leftFor) return rest();
    act({ do: "move", ...go, select: false }, { rowId: at.rowId, column: places().includes(at.column) ? at.column : "number" }, controller, surface);
  }
  const surface = {
    lines,
    grouping: () => grouping,
    column: rowColumn,
    setOpen,
    columns: places,
    rowsPerPage: () => Math.max(1, scroll.inSight().last - scroll.inSight().first - 1),
    focus,
    open: (rowId: string) => props.onOpen(rowId),
    sort: (column: string) => table.getColumn(column)?.getCanSort() && table.getColumn(column)?.toggleSorting(),
    moveColumn(id: string, by: number) {
      const at = columns().findIndex((c) => c.id === id);
      const column = columns()[at];
      if (!column || at === 0 || at + by < 1 || at + by >= columns().length) return;
      props.choice.move(column.id, at + by);
      focus({ rowId: HEADER, column: id }); // moved in the document, it has lost it
    },
    widenColumn(id: string, by: number) {
      const column = columnById(id);
      const width = cellOf({ rowId: HEADER, column: id })?.getBoundingClientRect().width;
      if (column && width !== undefined) props.choice.resize(column.id, width + by * WIDEN);
    },
    jump: (to: "first" | "last", column: string) => void jump(to, column),
    menu: openMenu,
    takeFresh,
    // Not what was saved before the edit that is still under way, or waits.
    undo: () => void store.edits.settled().then((answered) => (answered ? undoStoreOf(scope).undo() : toast("Your last edit waits for the connection and is not saved yet.", { key: "undo" }))),
    redo: () => undoStoreOf(scope).redo(),
  };

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing || event.defaultPrevented) return;
    const at = tabStop();
    if (!at) return;
    if (controller.editing()) return;
    const where = at.rowId === HEADER ? "columns" : headingKey(at.rowId) !== null ? "group" : "row";
    const action = gridAction(event, at.rowId !== HEADER && controller.canEdit(columnById(at.column)), where);
    if (!action) return;
    if (action.do === "clear" && store.selection().ids.size === 0) return;
    if (act(action, at, controller, surface)) event.preventDefault();
  }

  const clipboard = createGridClipboard({ store, controller, columns, conventions: useConventions(), at: tabStop, scope });

  const placeOf = (target: EventTarget | null): CellPlace | null => {
    const row = target instanceof Element ? target.closest<HTMLElement>("[data-row]") : null;
    const cell = target instanceof Element ? target.closest<HTMLElement>("[data-col]") : null;
    // Between its cells, as on its lower edge, a row is hit as well.
    return row && { rowId: row.dataset["row"] ?? "", column: cell?.dataset["col"] ?? "number" };
  };
  function onPointerOver(event: PointerEvent): void {
    if (event.pointerType === "touch") return;
    const over = placeOf(event.target)?.rowId ?? null;
    setPointer(over === HEADER ? null : over);
  }

  const pointerMenu = createPointerMenu();
  function onContextMenu(event: MouseEvent): void {
    const from = placeOf(event.target);
    if (!from || !isRow(from.rowId) || from.rowId === HEADER) return;
    const anchor = cellOf(from);
    // The key that opened it asks the browser, too, when it is let go.
    if (controller.menu()?.anchor === anchor) return event.preventDefault();
    const at = pointerMenu.pointOf(event);
    if (at && anchor) controller.setMenu({ rowId: from.rowId, anchor, from, at });
  }

  onMount(() => {
    setBox(element);
    props.onHandle({ cellOf, focus, takeFresh, endEditing, enter, rest });
  });
  // Once the virtualizer has the element: taking it over puts it to its beginning.
  createEffect(
    on(box, (there) => {
      const { place } = store;
      if (!there || !place) return;
      there.scrollTo(place.left, scroll.offsetOf(place));
      const { cell } = place;
      if (cell === null) return;
      // Its row is drawn by then. Who types in the search meanwhile, or reads elsewhere, keeps the focus.
      queueMicrotask(() => {
        if (!focusIsAtRest()) return;
        setByKeyboard(true);
        cellOf(cell)?.focus({ preventScroll: true });
      });
    }),
  );
  // Another list begins at its first columns; the same one in another order stays where one looks.
  const narrowing = createMemo(() => `${printView({ ...store.view(), sort: DEFAULT_VIEW.sort, columns: null })}`);
  createEffect(on(narrowing, () => element?.scrollTo({ left: 0 }), { defer: true }));
  onCleanup(() => {
    store.place = { ...scroll.place(), cell: controller.active() };
    props.onHandle(null);
  });

  const rowCount = () => {
    const count = grouping ? (grouping.bounded() ? null : grouping.size()) : store.count();
    return count === null ? -1 : count + 1;
  };
  const grid = {
    store,
    controller,
    columns,
    choice: props.choice,
    layout,
    box,
    tabStop,
    compact: () => props.compact,
    finger,
    rowHeight,
    grouping,
    setOpen,
    indexOf: (line: Line) => index().get(line) ?? 0,
    placeOf(line: Line) {
      if (grouping) return grouping.place(line);
      const above = list.above();
      return above === null ? undefined : above + (index().get(line) ?? 0) + 1;
    },
    peopleOn: createWatchers(props.live.people),
    hrefOf: (id: string) => scope.path(`/orders/${id}`),
  };

  return (
    <GridContext.Provider value={grid}>
      <GridNamesContext.Provider value={createGridNames(store.lookups)}>
        <div
          ref={element}
          role={grouping ? "treegrid" : "grid"}
          aria-label="Orders"
          aria-rowcount={rowCount()}
          aria-colcount={columns().length + 2}
          aria-multiselectable="true"
          // But for the cells that say otherwise.
          aria-readonly="true"
          aria-busy={list.phase() === "loading"}
          class="relative min-h-0 flex-1 overflow-auto overscroll-contain outline-none [overflow-anchor:none] scroll-pr-(--side) scroll-pl-[calc(var(--side)+120px)] max-md:scroll-p-0"
          classList={{ "scroll-pt-(--headings)": grouping === null, "scroll-pt-[calc(var(--headings)+var(--row))] max-md:scroll-pt-14 [container-type:inline-size]": grouping !== null }}
          style={{ "--columns": props.compact ? "" : layout.template(), "--width": props.compact ? "0" : layout.least(), "--row": `${rowHeight()}px` }}
          data-density={props.choice.density()}
          data-shifted={sideways.shifted() || undefined}
          data-beneath={sideways.beneath() || undefined}
          onKeyDown={onKeyDown}
          onPointerOver={onPointerOver}
          onPointerLeave={() => setPointer(null)}
          onContextMenu={onContextMenu}
          // It stands where the pointer asked, and would be beside another row.
          onWheel={() => controller.menu()?.at && controller.setMenu(null)}
          onPointerDown={(event) => {
            setByKeyboard(false);
            pointerMenu.down(event);
            leftFor = controller.editing();
            const at = placeOf(event.target);
            if (at) controller.setActive(at);
          }}
          onCopy={clipboard.on}
          onPaste={clipboard.on}
          onFocusIn={(event) => {
            clipboard.prepare();
            const at = placeOf(event.target);
            if (at) controller.setActive(at);
          }}
          onFocusOut={(event) => {
            const to = event.relatedTarget;
            // A row that was held for the keyboard may go when the keyboard has gone.
            if (!(to instanceof Node && event.currentTarget.contains(to))) queueMicrotask(() => list.release());
          }}
          onClick={(event) => {
            const at = placeOf(event.target);
            if (!props.compact || !at || !isRow(at.rowId) || at.column === "menu" || event.defaultPrevented) return;
            if (at.column !== "status" || !controller.edit(at, null)) props.onOpen(at.rowId);
          }}
          onDblClick={(event) => {
            const at = placeOf(event.target);
            if (at && !props.compact && at.rowId !== HEADER && isRow(at.rowId) && at.column !== "select" && at.column !== "menu" && !controller.edit(at, null)) props.onOpen(at.rowId);
          }}
        >
          <GridHeader table={table} onHandle={(handle) => (header = handle)} />
          <div role="rowgroup" class="relative min-w-(--width)" style={{ height: `${height()}px` }}>
            <For each={drawn()}>{(line) => (isRow(line) ? <GridRow id={line} /> : <Dynamic component={grouping?.Line} id={line} />)}</For>
          </div>
        </div>
      </GridNamesContext.Provider>
    </GridContext.Provider>
  );
}
