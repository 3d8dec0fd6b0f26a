import { useLocation, useNavigate } from "@solidjs/router";
import IconPlus from "~icons/lucide/plus";
import IconUpload from "~icons/lucide/upload";
import { type JSX, Show, createEffect, createMemo, createSignal, createUniqueId, on, onCleanup, onMount } from "solid-js";
import { DEFAULT_VIEW, parseView, printView } from "../../domain/filter-url.ts";
import type { View } from "../../domain/filter-url.ts";
import { useLive } from "../live/live-store.ts";
import { useScope } from "../session/organization-scope.tsx";
import { PageHeader } from "../shell/page-header.tsx";
import { useShortcut } from "../shell/shortcuts.ts";
import { ButtonLink } from "../ui/button.tsx";
import { cx } from "../ui/cx.ts";
import { onDemand } from "../ui/on-demand.tsx";
import { FilterButton } from "./filter/filter-button.tsx";
import { QuickFilters } from "./filter/quick-filters.tsx";
import { SearchBox } from "./filter/search-box.tsx";
import { SpokenView } from "./filter/spoken-view.tsx";
import { withWords, wordsOf } from "./filter/view-edit.ts";
import { GroupButton } from "./groups/group-button.tsx";
import { enterByArrow } from "./grid/enter-by-arrow.ts";
import { GridArea } from "./grid/grid-area.tsx";
import type { GridHandle } from "./grid/order-grid.tsx";
import { afterPaint, markFirstRow } from "./first-row.ts";
import { OrderCount } from "./order-count.tsx";
import { ColumnsButton } from "./columns-panel/columns-button.tsx";
import { createColumnChoice } from "./column-choice.ts";
import { ordersStoreOf } from "./orders-store.ts";
import { preferencesOf } from "./preference-store.ts";
import { OPENED, openedMark, searchOf } from "./views/opened-mark.ts";
import { guessedStarred } from "./views/starred-guess.ts";
import { useViewDesk } from "./views/use-view-desk.ts";
import { ViewsButton } from "./views/views-button.tsx";

/** After the first rows. */
const SETTLED_MS = 150;
const chips = onDemand(() => import("./filter/filter-chips.tsx").then((module) => module.FilterChips));
const notes = onDemand(() => import("./views/view-notes.tsx").then((module) => module.ViewNotes));
const menu = onDemand(() => import("./views/view-menu.tsx").then((module) => module.ViewMenu));
const state = onDemand(() => import("./views/view-state.tsx").then((module) => module.ViewState));
const dialogs = onDemand(() => import("./views/view-dialogs.tsx").then((module) => module.ViewDialogs));

/** A narrow screen, as the frame has it. */
const NARROW = "(max-width: 767px)";

/** The grid that a CSR lives in (L1–L9). The address says what is shown, and the address alone. */
export function OrdersPage(): JSX.Element {
  const scope = useScope();
  const live = useLive();
  const location = useLocation();
  const navigate = useNavigate();
  const store = ordersStoreOf(scope, live);
  const [grid, setGrid] = createSignal<GridHandle | null>(null);
  const [compact, setCompact] = createSignal(matchMedia(NARROW).matches);
  const gridId = createUniqueId();

  const parsed = createMemo(() => parseView(new URLSearchParams(location.search), [OPENED]));
  createEffect(on(() => `${printView(parsed().view)}`, () => store.show(parsed().view)));
  const view = () => parsed().view;
  const mark = () => openedMark(location.search);
  const filtered = () => view().quick !== "all" || view().filter.length > 0;

  /** @param replace typing one word is one step back, not one a letter */
  function go(next: View, replace = false): void {
    navigate(location.pathname + searchOf(printView(next).toString(), desk()?.mark() ?? mark()), { replace, scroll: false });
  }
  function search(text: string): void {
    const next = withWords(view(), "text", text);
    if (`${printView(next)}` !== `${printView(view())}`) go(next, wordsOf(view(), "text") !== "");
  }
  const choice = createColumnChoice(preferencesOf(scope), () => view().columns, (columns) => go({ ...view(), columns }, true));
  const [settled, setSettled] = createSignal(false);
  // Its code must not keep the first rows waiting.
  createEffect(() => store.list.phase() !== "loading" && afterPaint(() => setSettled(true), SETTLED_MS));
  const { desk, load } = useViewDesk({ scope, live, lookups: store.lookups, choice, mark, view, go: (address) => navigate(location.pathname + address, { scroll: false }) }, settled);
  const saved = () => {
    const opened = desk()?.opened();
    return opened?.kind === "open" ? opened.saved : null;
  };
  const title = () => {
    const known = desk()?.opened().kind ?? "reading";
    return known === "reading" ? guessedStarred(scope).find(({ id }) => id === mark()?.id)?.name : saved()?.name;
  };
  const open = (rowId: string) => navigate(scope.path(`/orders/${rowId}`));

  onMount(() => {
    const stop = new AbortController();
    matchMedia(NARROW).addEventListener("change", (event) => setCompact(event.matches), { signal: stop.signal });
    onCleanup(() => stop.abort());
  });
  markFirstRow(() => store.lines().length > 0);
  enterByArrow(() => grid()?.enter());
  useShortcut(".", "Show the new orders above", () => grid()?.takeFresh());

  return (
    <div class="flex h-full min-h-0 flex-col">
      <PageHeader
        title={title() ?? "Orders"}
        aside={
          <>
            <Show when={desk()}>{(views) => <Show when={saved()}>{(of) => <menu.View of={{ desk: views(), saved: of() }} onFailed={() => undefined} />}</Show>}</Show>
            <span class={cx("contents", saved() !== null && "max-md:hidden")}>
              <OrderCount store={store} />
            </span>
          </>
        }
      >
        <Show when={scope.may("imports.run")}>
          <ButtonLink href={scope.path("/imports")} icon={IconUpload} class="max-md:hidden">Import</ButtonLink>
        </Show>
        <Show when={scope.may("orders.create")}>
          <ButtonLink href={scope.path("/orders/new")} variant="primary" icon={IconPlus} shortcut="n">New order</ButtonLink>
        </Show>
      </PageHeader>
      <div class="flex h-9 shrink-0 items-stretch border-b border-line pointer-coarse:h-(--control)">
        <ViewsButton desk={desk()} openedId={mark()?.id ?? null} onLoad={load} />
        <QuickFilters value={view().quick} counts={store.counts.counts()} controls={gridId} onChange={(quick) => go({ ...view(), quick })} />
      </div>
      <div class="flex shrink-0 flex-wrap items-center gap-2 border-b border-line px-3 py-1.5">
        <SearchBox value={wordsOf(view(), "text")} onChange={search} onLeave={() => grid()?.enter()} />
        <FilterButton view={view()} lookups={store.lookups()} compact={compact()} onChange={(next) => go(next)} />
        <GroupButton value={view().group} onChange={(group) => go({ ...view(), group })} />
        <Show when={!compact()}>
          <ColumnsButton choice={choice} />
        </Show>
        <Show when={view().filter.some((c) => c.field !== "text") && store.lookups()}>{(lookups) => <chips.View of={{ view: view(), lookups: lookups(), onChange: (next) => go(next) }} onFailed={() => undefined} />}</Show>
        <Show when={desk()}>{(views) => <state.View of={{ desk: views() }} onFailed={() => undefined} />}</Show>
      </div>
      <Show when={parsed().leftOut.length > 0 || desk()?.speaks()}>
        <notes.View of={{ leftOut: parsed().leftOut, desk: desk() }} onFailed={() => undefined} />
      </Show>
      <SpokenView id={`${gridId}-view`} view={view()} lookups={settled() ? store.lookups() : undefined} />
      <GridArea
        id={gridId}
        store={store}
        live={live}
        scope={scope}
        choice={choice}
        compact={compact()}
        filtered={filtered()}
        onClear={() => go({ ...DEFAULT_VIEW, group: view().group, columns: view().columns })}
        onSort={(sort) => go({ ...view(), sort })}
        onOpen={open}
        onGrid={setGrid}
      />
      <Show when={desk()}>
        {(views) => <Show when={views().dialog()}>{(dialog) => <dialogs.View of={{ desk: views(), dialog: dialog(), lookups: store.lookups() }} onFailed={() => views().setDialog(null)} />}</Show>}
      </Show>
    </div>
  );
}
