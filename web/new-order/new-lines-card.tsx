import IconTrash from "~icons/lucide/trash-2";
import { type JSX, Show, createMemo } from "solid-js";
import { MAX_LINES } from "../../domain/order.ts";
import { Card } from "../order/card.tsx";
import { LineList } from "../order/line-list.tsx";
import { LineError } from "../order/line-error.tsx";
import { lineGrid } from "../order/line-grid.ts";
import { quietBox } from "../order/line-row.tsx";
import { readQuantity } from "../order/amount-text.ts";
import { ProductEntry } from "../order/product-entry.tsx";
import { IconButton } from "../ui/button.tsx";
import { cx } from "../ui/cx.ts";
import { Kbd } from "../ui/kbd.tsx";
import { Money } from "../ui/money.tsx";
import { Badge } from "../ui/pill.tsx";
import { addProduct, setLineQuantity, withoutLine } from "./new-order-draft.ts";
import type { NewLine } from "./new-order-draft.ts";
import type { NewOrderStore } from "./new-order-store.ts";

export interface NewLinesCardProps {
  readonly store: NewOrderStore;
  readonly entryRef: (input: HTMLInputElement) => void;
}

/** Code, Enter, quantity, Enter: product after product without the mouse (C2). */
export function NewLinesCard(props: NewLinesCardProps): JSX.Element {
  const inputs = new Map<string, HTMLInputElement>();
  let entry: HTMLInputElement | undefined;
  let scrollTo: ((id: string) => void) | undefined;
  const lines = createMemo(() => new Map(props.store.draft().lines.map((line) => [line.id, line])));
  const ids = createMemo(() => [...lines().keys()], undefined, { equals: (a, b) => a.length === b.length && a.every((id, i) => id === b[i]) });

  function focusQuantity(id: string): void {
    queueMicrotask(() => {
      const input = inputs.get(id);
      if (input?.isConnected) return input.focus();
      scrollTo?.(id);
      // A line out of sight is in the page only after the box has scrolled and drawn it.
      setTimeout(() => inputs.get(id)?.focus(), 80);
    });
  }

  return (
    <Card title="Products" flush aside={<Badge>{ids().length}</Badge>}>
      <div role="table" aria-label="Products" aria-rowcount={ids().length + 1} class={cx("pt-1", ids().length === 0 && "hidden")}>
        <LineList
          ids={ids()}
          onScroller={(scroll) => {
            scrollTo = scroll;
          }}
          header={
            <div role="rowgroup" class="max-md:hidden">
              <div role="row" class={`${lineGrid} border-b border-line pb-1 text-sm text-ink-faint`}>
                <span role="columnheader">Code</span>
                <span role="columnheader">Product</span>
                <span role="columnheader" class="text-right">Quantity</span>
                <span role="columnheader" class="text-right">Price</span>
                <span role="columnheader" class="text-right">Total</span>
                <span role="columnheader"><span class="sr-only">Actions</span></span>
              </div>
            </div>
          }
          row={(id, index) => (
            <Show when={lines().get(id)}>
              {(line) => (
                <Row
                  line={line()}
                  index={index()}
                  error={props.store.errorOf(`lines.${id}`)}
                  onQuantity={(quantity) => props.store.update((draft) => setLineQuantity(draft, id, quantity))}
                  onRemove={() => {
                    props.store.update((draft) => withoutLine(draft, id));
                    entry?.focus();
                  }}
                  onDone={() => entry?.focus()}
                  quantityRef={(input) => inputs.set(id, input)}
                />
              )}
            </Show>
          )}
        />
      </div>
      <div class={cx("p-3", ids().length > 0 && "border-t border-line")}>
        <Show when={ids().length < MAX_LINES} fallback={<p class="px-1 text-ink-faint">An order holds {MAX_LINES} lines at most.</p>}>
          <ProductEntry
            error={props.store.errorOf("lines")}
            inputRef={(input) => {
              entry = input;
              props.entryRef(input);
            }}
            onPick={(product) => {
              const { draft, lineId } = addProduct(props.store.draft(), product);
              props.store.update(() => draft);
              focusQuantity(lineId);
            }}
          />
        </Show>
        <Show when={ids().length === 0}>
          <p class="mt-2 flex flex-wrap items-center gap-1 px-1 text-sm text-ink-faint max-md:hidden">
            Stock code <Kbd keys="enter" /> quantity <Kbd keys="enter" /> and the next one. <Kbd keys="mod+enter" /> places the order.
          </p>
        </Show>
      </div>
    </Card>
  );
}

interface RowProps {
  readonly line: NewLine;
  readonly index: number;
  readonly error: string | undefined;
  readonly onQuantity: (text: string) => void;
  readonly onRemove: () => void;
  readonly onDone: () => void;
  readonly quantityRef: (input: HTMLInputElement) => void;
}

function Row(props: RowProps): JSX.Element {
  const name = () => `${props.line.stockCode} ${props.line.name}`;
  const total = () => {
    const quantity = readQuantity(props.line.quantity);
    return quantity.ok ? quantity.value * props.line.price : null;
  };
  return (
    <div role="row" aria-rowindex={props.index + 2} class="flex min-h-9 flex-col justify-center py-1">
      <div class={lineGrid}>
        <span role="cell" class="tabular truncate max-md:text-sm max-md:text-ink-faint">
          <bdi>{props.line.stockCode}</bdi>
          <span class="md:hidden"> · <Money amount={props.line.price} /></span>
        </span>
        <span role="cell" class="line-clamp-2 min-w-0 break-words max-md:order-first max-md:col-span-4"><bdi>{props.line.name}</bdi></span>
        <span role="cell">
          <input
            ref={props.quantityRef}
            inputmode="numeric"
            autocomplete="off"
            aria-label={`Quantity of ${name()}`}
            aria-invalid={props.error ? true : undefined}
            aria-describedby={`${props.line.id}-error`}
            class={quietBox}
            value={props.line.quantity}
            onInput={(event) => props.onQuantity(event.currentTarget.value)}
            onFocus={(event) => event.currentTarget.select()}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
              event.preventDefault();
              props.onDone();
            }}
          />
        </span>
        <span role="cell" class="text-right max-md:hidden"><Money amount={props.line.price} /></span>
        <span role="cell" class="text-right"><Show when={total() !== null} fallback="–"><Money amount={total() ?? 0} /></Show></span>
        <span role="cell" class="flex justify-end"><IconButton icon={IconTrash} label={`Remove ${name()}`} data-tip="Remove" onClick={() => props.onRemove()} /></span>
      </div>
      <div role="cell"><LineError id={`${props.line.id}-error`} text={props.error} /></div>
    </div>
  );
}
