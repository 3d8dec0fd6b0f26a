import IconArrowDown from "~icons/lucide/arrow-down";
import IconArrowUp from "~icons/lucide/arrow-up";
import IconListFilter from "~icons/lucide/list-filter";
import { type JSX, Show, Suspense, createSignal, lazy } from "solid-js";
import { useShortcut } from "../../shell/shortcuts.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Badge } from "../../ui/pill.tsx";
import { Popover } from "../../ui/popover.tsx";
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
        <Popover label="Filter orders" anchor={() => anchor} onClose={close} class="max-h-[min(760px,calc(100dvh-140px))] w-[min(960px,calc(100vw-32px))] overflow-y-auto p-4">
          {panel()}
        </Popover>
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
