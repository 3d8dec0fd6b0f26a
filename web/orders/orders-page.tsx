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
import { Banner } from "../ui/banner.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { FilterButton } from "./filter/filter-button.tsx";
import { FilterChips } from "./filter/filter-chips.tsx";
import { QuickFilters } from "./filter/quick-filters.tsx";
import { SearchBox } from "./filter/search-box.tsx";
import { withWords, wordsOf } from "./filter/view-edit.ts";
import { enterByArrow } from "./grid/enter-by-arrow.ts";
import { GridArea } from "./grid/grid-area.tsx";
import type { GridHandle } from "./grid/order-grid.tsx";
import { markFirstRow } from "./first-row.ts";
import { OrderCount } from "./order-count.tsx";
import { ColumnsButton } from "./columns-panel/columns-button.tsx";
import { createColumnChoice } from "./column-choice.ts";
import { ordersStoreOf } from "./orders-store.ts";
import { preferencesOf } from "./preference-store.ts";

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

  const parsed = createMemo(() => parseView(new URLSearchParams(location.search)));
  createEffect(on(() => `${printView(parsed().view)}`, () => store.show(parsed().view)));
  const view = () => parsed().view;
  const filtered = () => view().quick !== "all" || view().filter.length > 0;

  /** @param replace typing one word is one step back, not one a letter */
  function go(next: View, replace = false): void {
    const query = printView(next).toString();
    navigate(`${location.pathname}${query === "" ? "" : `?${query}`}`, { replace, scroll: false });
  }
  function search(text: string): void {
    const next = withWords(view(), "text", text);
    if (`${printView(next)}` !== `${printView(view())}`) go(next, wordsOf(view(), "text") !== "");
  }
  const choice = createColumnChoice(preferencesOf(scope), () => view().columns, (columns) => go({ ...view(), columns }, true));
  const open = (rowId: string) => navigate(scope.path(`/orders/${rowId}`));

  onMount(() => {
    const stop = new AbortController();
    matchMedia(NARROW).addEventListener("change", (event) => setCompact(event.matches), { signal: stop.signal });
    onCleanup(() => stop.abort());
  });
  markFirstRow(() => store.list.shown().rows.length > 0);
  enterByArrow(() => grid()?.enter());
  useShortcut(".", "Show the new orders above", () => grid()?.takeFresh());

  return (
    <div class="flex h-full min-h-0 flex-col">
      <PageHeader title="Orders" aside={<OrderCount store={store} />}>
        <Show when={scope.may("imports.run")}>
          <ButtonLink href={scope.path("/imports")} icon={IconUpload} class="max-md:hidden">Import</ButtonLink>
        </Show>
        <Show when={scope.may("orders.create")}>
          <ButtonLink href={scope.path("/orders/new")} variant="primary" icon={IconPlus} shortcut="n">New order</ButtonLink>
        </Show>
      </PageHeader>
      <QuickFilters value={view().quick} counts={store.counts.counts()} controls={gridId} onChange={(quick) => go({ ...view(), quick })} />
      <div class="flex shrink-0 flex-wrap items-center gap-2 border-b border-line px-3 py-1.5">
        <SearchBox value={wordsOf(view(), "text")} onChange={search} onLeave={() => grid()?.enter()} />
        <FilterButton view={view()} lookups={store.lookups()} compact={compact()} onChange={(next) => go(next)} />
        <Show when={!compact()}>
          <ColumnsButton choice={choice} />
        </Show>
        <Show when={store.lookups()}>{(lookups) => <FilterChips view={view()} lookups={lookups()} onChange={(next) => go(next)} />}</Show>
      </div>
      <Show when={parsed().problems.length > 0}>
        <Banner tone="info" flush>{parsed().problems.join(" ")}</Banner>
      </Show>
      <GridArea
        id={gridId}
        store={store}
        live={live}
        scope={scope}
        choice={choice}
        compact={compact()}
        filtered={filtered()}
        onClear={() => go(DEFAULT_VIEW)}
        onSort={(sort) => go({ ...view(), sort })}
        onOpen={open}
        onGrid={setGrid}
      />
    </div>
  );
}
