import IconListFilter from "~icons/lucide/list-filter";
import { type JSX, Show, Suspense, createSignal, lazy } from "solid-js";
import { useShortcut } from "../../shell/shortcuts.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Badge } from "../../ui/pill.tsx";
import { Popover } from "../../ui/popover.tsx";
import type { FilterPanelProps } from "./filter-panel.tsx";

const loadPanel = () => import("./filter-panel.tsx").then((module) => ({ default: module.FilterPanel }));
const FilterPanel = lazy(loadPanel);

interface FilterButtonProps extends Omit<FilterPanelProps, "lookups" | "sortable"> {
  readonly lookups: FilterPanelProps["lookups"] | undefined;
  readonly compact: boolean;
}

/** Opens the advanced filter: a sheet on a narrow screen, else a panel that leaves the rows in sight. */
export function FilterButton(props: FilterButtonProps): JSX.Element {
  const [open, setOpen] = createSignal(false);
  let anchor: HTMLDivElement | undefined;
  const active = () => props.view.filter.filter((c) => c.field !== "text").length;
  const close = () => {
    // What was typed there last takes effect when its field is left.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    setOpen(false);
    anchor?.querySelector("button")?.focus();
  };
  useShortcut("f", "Filter", () => setOpen(true));
  const panel = () => (
    <Show when={props.lookups}>
      {(lookups) => (
        <Suspense>
          <FilterPanel view={props.view} lookups={lookups()} sortable={props.compact} onChange={props.onChange} />
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
        {/* On a phone the words of the search need the room. */}
        <span class="max-md:sr-only">Filter</span>
        <Show when={active() > 0}>
          <Badge color="teal">{active()}</Badge>
        </Show>
      </Button>
      <Show when={open() && !props.compact}>
        <Popover label="Filter orders" anchor={() => anchor} onClose={close} class="max-h-[min(760px,calc(100dvh-140px))] w-[min(960px,calc(100vw-32px))] overflow-y-auto p-4">
          {panel()}
        </Popover>
      </Show>
      <Dialog open={open() && props.compact} onClose={close} kind="side" title="Filter and sort">
        {panel()}
      </Dialog>
    </div>
  );
}
