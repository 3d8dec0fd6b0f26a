import { For, type JSX, Show } from "solid-js";
import type { Mapping } from "../../../domain/import/field.ts";
import type { ImportPreview } from "../../../domain/import/spec.ts";
import { cx } from "../../ui/cx.ts";
import { ColumnField, alsoText } from "./column-field.tsx";
import { fieldsOf } from "./mapping-edit.ts";

export interface ColumnsProps {
  readonly preview: ImportPreview;
  readonly mapping: Mapping;
  readonly onChange: (mapping: Mapping) => void;
}

/** Enough to know a column by, and what comes of the rows stays in sight below. */
const SHOWN_ROWS = 10;

/** The first rows under their columns, with what each is read as on top. */
export function ColumnTable(props: ColumnsProps): JSX.Element {
  const unread = (column: number) => fieldsOf(props.mapping, column).length === 0;
  const reasonOf = (row: number) => props.preview.problems.find((one) => one.row === row)?.reason;
  return (
    <div class="overflow-auto" role="region" aria-label="The first rows of the file" tabindex="0">
      <table class="border-separate border-spacing-0">
        <thead>
          <tr>
            <th scope="col" class="sticky left-0 z-10 border-b border-line bg-surface px-3 text-right align-bottom text-sm font-normal text-ink-faint"><span class="sr-only">Row</span></th>
            <For each={props.preview.header}>
              {(name, column) => (
                <th scope="col" class="min-w-38 border-b border-line px-1.5 pt-2 pb-1.5 text-left align-bottom font-normal">
                  <ColumnField mapping={props.mapping} column={column()} name={name} onChange={props.onChange} class={cx(unread(column()) && "opacity-65 focus-within:opacity-100 hover:opacity-100")} />
                  <span class={cx("mt-1.5 block max-w-60 truncate px-2 text-sm", unread(column()) ? "text-ink-faint" : "font-medium text-ink-soft")}>
                    <bdi>{name || `Column ${column() + 1}`}</bdi>
                    <Show when={alsoText(props.mapping, column())}>{(text) => <span class="block truncate font-normal text-ink-faint">{text()}</span>}</Show>
                  </span>
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <For each={props.preview.rows.slice(0, SHOWN_ROWS)}>
            {(cells, row) => (
              <tr>
                <th scope="row" class="sticky left-0 z-10 h-7 border-b border-line bg-surface px-3 text-right text-sm font-normal whitespace-nowrap" data-tip={reasonOf(row() + 1)}>
                  <span data-color={reasonOf(row() + 1) ? "rose" : undefined} class={cx("tabular", reasonOf(row() + 1) ? "rounded-s bg-tint px-1 text-tint-ink" : "text-ink-faint")}>{row() + 1}</span>
                  <Show when={reasonOf(row() + 1)}><span class="sr-only">, would be rejected</span></Show>
                </th>
                <For each={props.preview.header}>
                  {(_, column) => (
                    <td class={cx("h-7 max-w-60 truncate border-b border-line px-3.5 text-sm", unread(column()) && "text-ink-faint")}>
                      <bdi>{cells[column()] ?? ""}</bdi>
                    </td>
                  )}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );
}
