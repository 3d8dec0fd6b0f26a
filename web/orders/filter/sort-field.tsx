import IconArrowDown from "~icons/lucide/arrow-down";
import IconArrowUp from "~icons/lucide/arrow-up";
import type { JSX } from "solid-js";
import type { View } from "../../../domain/filter-url.ts";
import { IconButton } from "../../ui/button.tsx";
import { Select } from "../../ui/select.tsx";
import { COLUMNS } from "../columns.ts";

interface SortFieldProps {
  readonly view: View;
  readonly onChange: (view: View) => void;
}

/** Cards have no headings to sort by. */
export function SortField(props: SortFieldProps): JSX.Element {
  const options = COLUMNS.flatMap((c) => (c.sort ? [{ value: c.sort, label: c.name }] : []));
  return (
    <div class="flex items-end gap-2">
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
