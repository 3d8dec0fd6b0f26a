import { For, type JSX, Show } from "solid-js";
import { cx } from "../../ui/cx.ts";
import { ColumnField, alsoText } from "./column-field.tsx";
import type { ColumnsProps } from "./column-table.tsx";
import { fieldsOf } from "./mapping-edit.ts";

const SAMPLES = 3;

/** The same on a narrow screen: one column of the file under the other, with the first things that it says. */
export function ColumnList(props: ColumnsProps): JSX.Element {
  const samples = (column: number) => [...new Set(props.preview.rows.map((cells) => (cells[column] ?? "").trim()).filter(Boolean))].slice(0, SAMPLES).join(" · ");
  return (
    <ul aria-label="The columns of the file" class="divide-y divide-line">
      <For each={props.preview.header}>
        {(name, column) => {
          const unread = () => fieldsOf(props.mapping, column()).length === 0;
          return (
            <li class="grid grid-cols-2 items-center gap-3 px-3 py-2">
              <div class="min-w-0">
                <p class={cx("truncate", unread() ? "text-ink-faint" : "font-medium")}><bdi>{name || `Column ${column() + 1}`}</bdi></p>
                <p class="truncate text-sm text-ink-faint"><bdi>{samples(column()) || "empty"}</bdi></p>
              </div>
              <div class={cx("min-w-0", unread() && "opacity-65 focus-within:opacity-100")}>
                <ColumnField mapping={props.mapping} column={column()} name={name} onChange={props.onChange} />
                <Show when={alsoText(props.mapping, column())}>{(text) => <p class="truncate pt-0.5 text-sm text-ink-faint">{text()}</p>}</Show>
              </div>
            </li>
          );
        }}
      </For>
    </ul>
  );
}
