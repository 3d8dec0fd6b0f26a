import IconTrash from "~icons/lucide/trash-2";
import IconUndo from "~icons/lucide/undo-2";
import { For, type JSX, Show } from "solid-js";
import { Avatar } from "../ui/avatar.tsx";
import { IconButton } from "../ui/button.tsx";
import { cx } from "../ui/cx.ts";
import { controlClass } from "../ui/field.tsx";
import { Money } from "../ui/money.tsx";
import { Badge } from "../ui/pill.tsx";
import { MeanwhileHint } from "./field-slot.tsx";
import { LineError } from "./line-error.tsx";
import { lineGrid } from "./line-grid.ts";
import type { LineView } from "./line-views.ts";
import { useOrder } from "./order-context.ts";

/** A box in every row would be a wall of them: these step back until they are wanted. */
export const quietBox = cx(controlClass, "tabular border-line-strong text-right");

export interface LineRowProps {
  readonly line: LineView;
  readonly index: number;
  readonly editable: boolean;
  readonly onQuantity: (text: string) => void;
  readonly onRemove: () => void;
  readonly onUndo: () => void;
  /** Enter in the quantity: on to the next product. */
  readonly onDone: () => void;
  readonly quantityRef: (input: HTMLInputElement) => void;
}

export function LineRow(props: LineRowProps): JSX.Element {
  const page = useOrder();
  const field = () => `lines.${props.line.id}`;
  const mark = () => page.markOf(field());
  const others = () => page.presence.inField(field());
  const name = () => `${props.line.stockCode} ${props.line.description}`;
  const struck = () => props.line.state === "removed" || props.line.state === "gone";
  const drafted = () => props.line.state !== "same";
  return (
    <div
      role="row"
      aria-rowindex={props.index + 2}
      data-field={field()}
      data-color={mark()?.color ?? others()[0]?.color}
      class={cx("quick flex min-h-9 flex-col justify-center py-1", mark() && "bg-tint", props.line.state === "added" && "bg-selected")}
    >
      <div class={lineGrid}>
        <span role="cell" class={cx("tabular truncate max-md:text-sm max-md:text-ink-faint", struck() && "text-ink-faint line-through")}>
          <bdi>{props.line.stockCode}</bdi>
          <span class="md:hidden"> · <Money amount={props.line.unitPrice} /></span>
        </span>
        <span role="cell" class={cx("flex min-w-0 items-center gap-2 max-md:order-first max-md:col-span-4", struck() && "text-ink-faint line-through")}>
          <span class="line-clamp-2 min-w-0 break-words" data-tip={props.line.description.length > 60 ? props.line.description : undefined}><Show when={props.line.description} fallback={<span class="text-ink-faint">No description</span>}><bdi>{props.line.description}</bdi></Show></span>
          <Show when={props.line.state === "added"}><Badge color="green">New</Badge></Show>
          <Show when={mark()} fallback={<For each={others()}>{(person) => <Avatar person={person} size="s" doing={person.doing} />}</For>}>
            {(by) => <Avatar person={by()} size="s" doing="just changed this" />}
          </Show>
        </span>
        <span role="cell" class="text-right">
          <Show when={(props.editable && props.line.state !== "removed") || (drafted() && !struck())} fallback={<span class={cx("tabular px-2", struck() && "text-ink-faint line-through")}>{props.line.quantity}</span>}>
            <input
              ref={props.quantityRef}
              inputmode="numeric"
              autocomplete="off"
              readonly={!props.editable}
              aria-label={`Quantity of ${name()}`}
              aria-invalid={page.errorOf(field()) ? true : undefined}
              aria-describedby={`${field()}-error`}
              class={cx(quietBox, props.line.state === "changed" && "border-harbour")}
              value={props.line.quantity}
              onInput={(event) => props.onQuantity(event.currentTarget.value)}
              onFocus={(event) => event.currentTarget.select()}
              onKeyDown={(event) => {
                if (event.ctrlKey || event.metaKey) return;
                if (event.key === "Enter") {
                  event.preventDefault();
                  props.onDone();
                } else if (event.key === "Escape" && drafted()) {
                  event.stopPropagation();
                  props.onUndo();
                }
              }}
            />
          </Show>
          <Show when={props.line.state === "changed" && props.line.stands}>
            {(stands) => <span class="tabular block px-2 text-xs text-ink-faint">was {stands().quantity}</span>}
          </Show>
        </span>
        <span role="cell" class={cx("text-right max-md:hidden", struck() && "text-ink-faint line-through")}><Money amount={props.line.unitPrice} /></span>
        <span role="cell" class="text-right">
          <Show when={struck()} fallback={<Show when={props.line.total !== null} fallback="–"><Money amount={props.line.total ?? 0} class={drafted() ? "font-medium" : ""} /></Show>}>
            <Money amount={props.line.stands?.total ?? 0} class="text-ink-faint line-through" />
          </Show>
        </span>
        <span role="cell" class="flex justify-end">
          <Show when={props.editable}>
            <Show
              when={props.line.state === "removed" || props.line.state === "gone"}
              fallback={<IconButton icon={IconTrash} label={`Remove ${name()}`} data-tip="Remove" onClick={() => props.onRemove()} />}
            >
              <IconButton icon={IconUndo} label={`Undo the change of ${name()}`} data-tip="Undo" onClick={() => props.onUndo()} />
            </Show>
          </Show>
        </span>
      </div>
      <div role="cell">
        <LineError id={`${field()}-error`} text={page.errorOf(field())} />
        <div class="px-3"><MeanwhileHint field={field()} /></div>
      </div>
    </div>
  );
}
