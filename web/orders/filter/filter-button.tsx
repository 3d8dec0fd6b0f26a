import IconArrowDown from "~icons/lucide/arrow-down";
import IconArrowUp from "~icons/lucide/arrow-up";
import IconListFilter from "~icons/lucide/list-filter";
import { type JSX, Show, Suspense, createSignal, lazy, onCleanup, onMount } from "solid-js";
import { useShortcut } from "../../shell/shortcuts.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { place } from "../../ui/place.ts";
import { Badge } from "../../ui/pill.tsx";
import { Select } from "../../ui/select.tsx";
import { COLUMNS } from "../columns.ts";
import type { FilterPanelProps } from "./filter-panel.tsx";

const loadPanel = () => import("./filter-panel.tsx").then((module) => ({ default: module.FilterPanel }));
const FilterPanel = lazy(loadPanel);

interface FilterButtonProps extends Omit<FilterPanelProps, "lookups"> {
  readonly lookups: FilterPanelProps["lookups"] | undefined;
  readonly compact: boolean;
}

/** Opens the advanced filter: a sheet on a narrow screen, else a panel that leaves the rows in sight. */
export function FilterButton(props: FilterButtonProps): JSX.Element {
  const [open, setOpen] = createSignal(false);
  let anchor: HTMLDivElement | undefined;
  const active = () => props.view.filter.filter((c) => c.field !== "text").length;
  const close = () => {
    setOpen(false);
    anchor?.querySelector("button")?.focus();
  };
  useShortcut("f", "Filter", () => setOpen(true));
  const panel = () => (
    <Show when={props.lookups}>
      {(lookups) => (
        <Suspense>
          <FilterPanel view={props.view} lookups={lookups()} onChange={props.onChange} />
        </Suspense>
      )}
    </Show>
  );
  return (
    <div ref={anchor}>
      <Button
        icon={IconListFilter}
        aria-expanded={open()}
        aria-haspopup="dialog"
        shortcut="f"
        onClick={() => (open() ? close() : setOpen(true))}
        onPointerEnter={() => void loadPanel()}
        onFocus={() => void loadPanel()}
      >
        Filter
        <Show when={active() > 0}>
          <Badge color="teal">{active()}</Badge>
        </Show>
      </Button>
      <Show when={open() && !props.compact}>
        <Floating anchor={() => anchor} onClose={close}>
          {panel()}
        </Floating>
      </Show>
      <Dialog open={open() && props.compact} onClose={close} kind="side" title="Filter and sort">
        <SortField view={props.view} onChange={props.onChange} />
        {panel()}
      </Dialog>
    </div>
  );
}

/** Cards have no headings to sort by. */
function SortField(props: Pick<FilterPanelProps, "view" | "onChange">): JSX.Element {
  const options = COLUMNS.flatMap((c) => (c.sort ? [{ value: c.sort, label: c.name }] : []));
  return (
    <div class="mb-4 flex items-end gap-2">
      <Select label="Sort by" class="flex-1" value={props.view.sort.field} options={options} onChange={(field) => props.onChange({ ...props.view, sort: { ...props.view.sort, field } })} />
      <IconButton
        variant="secondary"
        icon={props.view.sort.dir === "asc" ? IconArrowUp : IconArrowDown}
        label={props.view.sort.dir === "asc" ? "Ascending: change to descending" : "Descending: change to ascending"}
        onClick={() => props.onChange({ ...props.view, sort: { ...props.view.sort, dir: props.view.sort.dir === "asc" ? "desc" : "asc" } })}
      />
    </div>
  );
}

/** Not modal: the rows below follow each choice. Escape and a press elsewhere close it. */
function Floating(props: { readonly anchor: () => HTMLElement | undefined; readonly onClose: () => void; readonly children: JSX.Element }): JSX.Element {
  let layer: HTMLDivElement | undefined;
  function settle(): void {
    const box = props.anchor()?.getBoundingClientRect();
    if (!layer || !box) return;
    const at = place(box, { width: layer.offsetWidth, height: layer.scrollHeight }, { width: innerWidth, height: innerHeight });
    layer.style.left = `${at.left}px`;
    layer.style.top = `${at.top}px`;
    layer.style.maxHeight = `${at.maxHeight}px`;
  }
  onMount(() => {
    layer?.showPopover();
    settle();
    // Its code may come a moment later, and chips above may push the button.
    const watcher = new ResizeObserver(settle);
    if (layer) watcher.observe(layer);
    const stop = new AbortController();
    addEventListener("resize", settle, { signal: stop.signal });
    document.addEventListener(
      "pointerdown",
      (event) => {
        const at = event.target;
        if (at instanceof Node && !layer?.contains(at) && !props.anchor()?.contains(at)) props.onClose();
      },
      { signal: stop.signal, capture: true },
    );
    layer?.focus();
    onCleanup(() => {
      stop.abort();
      watcher.disconnect();
    });
  });
  return (
    <div
      ref={layer}
      popover="manual"
      role="dialog"
      aria-label="Filter orders"
      tabindex="-1"
      class="settle fixed m-0 w-[min(820px,calc(100vw-32px))] overflow-y-auto rounded-l border border-line-strong bg-raised p-4 text-ink shadow-lift outline-none"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        props.onClose();
      }}
    >
      {props.children}
    </div>
  );
}
