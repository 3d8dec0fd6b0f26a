import IconLock from "~icons/lucide/lock";
import IconSearch from "~icons/lucide/search";
import { type JSX, Show, createEffect, createMemo, createSignal } from "solid-js";
import { newId } from "../../domain/ids.ts";
import { MAX_LINES } from "../../domain/order.ts";
import type { Product } from "../../domain/product.ts";
import { Badge } from "../ui/pill.tsx";
import { TextField } from "../ui/text-field.tsx";
import { Card } from "./card.tsx";
import { LineList, PLAIN_UP_TO } from "./line-list.tsx";
import { lineGrid } from "./line-grid.ts";
import { LineRow } from "./line-row.tsx";
import { findLines, lineViews } from "./line-views.ts";
import { dropLine, removeLine, setLine, setQuantity } from "./draft-steps.ts";
import { useOrder } from "./order-context.ts";
import { ProductEntry } from "./product-entry.tsx";

const sameList = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((id, i) => id === b[i]);

/** The lines, and their change as a draft (E3). */
export function LinesCard(): JSX.Element {
  const page = useOrder();
  const [text, setText] = createSignal("");
  const views = createMemo(() => lineViews(page.order(), page.draft.draft()));
  const ids = createMemo(() => findLines(views(), text()), undefined, { equals: sameList });
  const closed = () => page.closedField("lines");
  const editable = () => closed() === undefined;
  const inputs = new Map<string, HTMLInputElement>();
  let entry: HTMLInputElement | undefined;
  let scrollTo: ((id: string) => void) | undefined;

  function focusQuantity(id: string): void {
    setText("");
    queueMicrotask(() => {
      const input = inputs.get(id);
      if (input?.isConnected) return input.focus();
      scrollTo?.(id);
      // A line out of sight is in the page only after the box has scrolled and drawn it.
      setTimeout(() => inputs.get(id)?.focus(), 80);
    });
  }

  function add(product: Product): void {
    const there = [...views().values()].find((line) => line.stockCode === product.stockCode && line.state !== "removed" && line.state !== "gone");
    if (there) return focusQuantity(there.id);
    const id = newId("lin");
    page.draft.update((draft) => setLine(draft, id, { op: "add", stockCode: product.stockCode, description: product.name, unitPrice: product.price, quantity: "1" }));
    focusQuantity(id);
  }

  const undo = (id: string) => page.draft.update((draft) => dropLine(draft, id));
  createEffect(() => {
    // A search that hides everything typed since would look like lost work.
    if (views().size <= PLAIN_UP_TO) setText("");
  });

  return (
    <Card
      title="Lines"
      flush
      aside={
        <>
          <Badge>{page.order().lines.length}</Badge>
          <Show when={page.order().sentAt !== null}><Badge icon={IconLock}>Locked</Badge></Show>
        </>
      }
      actions={
        <Show when={views().size > PLAIN_UP_TO}>
          <TextField label="Find a line" hideLabel type="search" placeholder="Find a line" lead={<IconSearch class="size-3.5" />} value={text()} onInput={setText} />
        </Show>
      }
    >
      <div role="table" aria-label="Lines" aria-rowcount={ids().length + 1} class="pt-1">
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
            <Show when={views().get(id)}>
              {(line) => (
                <LineRow
                  line={line()}
                  index={index()}
                  editable={editable()}
                  onQuantity={(quantity) => page.draft.update((draft, order) => setQuantity(draft, order, id, quantity))}
                  onRemove={() => {
                    page.draft.update((draft, order) => removeLine(draft, order, id));
                    entry?.focus();
                  }}
                  onUndo={() => undo(id)}
                  onDone={() => entry?.focus()}
                  quantityRef={(input) => inputs.set(id, input)}
                />
              )}
            </Show>
          )}
        />
        <Show when={ids().length === 0 && text() !== ""}>
          <p class="px-3 py-3 text-ink-faint">No line matches.</p>
        </Show>
      </div>
      <Show when={editable() && views().size < MAX_LINES}>
        <div class="border-t border-line p-3" data-field="lines">
          <ProductEntry
            onPick={add}
            error={page.errorOf("lines")}
            inputRef={(input) => {
              entry = input;
            }}
          />
        </div>
      </Show>
      <Show when={page.order().sentAt !== null && closed()}>
        {(reason) => <p class="border-t border-line px-3 py-2 text-sm text-ink-faint">{reason()}</p>}
      </Show>
    </Card>
  );
}
