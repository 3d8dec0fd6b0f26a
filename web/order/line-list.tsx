import { createVirtualizer, defaultRangeExtractor } from "@tanstack/solid-virtual";
import { For, type JSX, Show, createMemo, createSignal, onMount } from "solid-js";

/** More than these scroll in a box of their own, of which only what is seen is in the page: an order may have 2,000. */
export const PLAIN_UP_TO = 60;
const ROW = 41;

export interface LineListProps {
  readonly ids: readonly string[];
  readonly row: (id: string, index: () => number) => JSX.Element;
  readonly header: JSX.Element;
  /** Gives the page a way to bring a line into sight. */
  readonly onScroller: (scrollTo: (id: string) => void) => void;
}

/** Rows of lines, each keyed by its line: what is focused or typed stays with it whatever comes or goes above. */
export function LineList(props: LineListProps): JSX.Element {
  return (
    <Show
      when={props.ids.length > PLAIN_UP_TO}
      fallback={
        <>
          {props.header}
          <div role="rowgroup" class="divide-y divide-line">
            <For each={props.ids}>{(id, index) => props.row(id, index)}</For>
          </div>
        </>
      }
    >
      <VirtualLines {...props} />
    </Show>
  );
}

function VirtualLines(props: LineListProps): JSX.Element {
  let element: HTMLDivElement | undefined;
  const [box, setBox] = createSignal<HTMLDivElement>();
  // Not from the ref: until it stands in the page the element belongs to a template's document, which has no window to watch it by.
  onMount(() => setBox(element));
  const [focused, setFocused] = createSignal<string>();
  const virtualizer = createVirtualizer({
    get count() {
      return props.ids.length;
    },
    getScrollElement: () => box() ?? null,
    estimateSize: () => ROW,
    getItemKey: (index) => props.ids[index] ?? index,
    overscan: 8,
    // The line that has the focus stays in the page when it is scrolled away, or the focus would be lost.
    rangeExtractor: (range) => {
      const at = props.ids.indexOf(focused() ?? "");
      const seen = defaultRangeExtractor(range);
      return at < 0 || seen.includes(at) ? seen : [...seen, at].sort((a, b) => a - b);
    },
  });
  props.onScroller((id) => virtualizer.scrollToIndex(props.ids.indexOf(id), { align: "center" }));
  const shown = createMemo(() => new Map(virtualizer.getVirtualItems().map((item) => [props.ids[item.index] ?? "", { index: item.index, start: item.start }])));
  const ids = createMemo(() => [...shown().keys()]);
  return (
    // Reached by keyboard even where nothing in it takes the focus, so that it can be scrolled.
    <div ref={element} tabindex="0" class="max-h-[62vh] overflow-y-auto overscroll-contain">
      <div class="sticky top-0 z-10 bg-surface">{props.header}</div>
      <div role="rowgroup" class="relative" style={{ height: `${virtualizer.getTotalSize()}px` }}>
        <For each={ids()}>
          {(id) => (
            <div
              ref={(row) => queueMicrotask(() => virtualizer.measureElement(row))}
              data-index={shown().get(id)?.index}
              class="absolute inset-x-0 top-0 border-b border-line"
              style={{ transform: `translateY(${shown().get(id)?.start ?? 0}px)` }}
              onFocusIn={() => setFocused(id)}
              onFocusOut={() => setFocused(undefined)}
            >
              {props.row(id, () => shown().get(id)?.index ?? 0)}
            </div>
          )}
        </For>
      </div>
    </div>
  );
}
