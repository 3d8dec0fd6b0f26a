import { For, type JSX, createEffect } from "solid-js";
import { QUICK_FILTERS } from "../../../domain/quick-filter.ts";
import { useShortcut } from "../../shell/shortcuts.ts";
import { cx } from "../../ui/cx.ts";
import { useConventions } from "../../ui/locale.ts";
import { numberText } from "../../ui/number-text.ts";
import type { Counts } from "../quick-counts.ts";

interface QuickFiltersProps {
  readonly value: string;
  readonly counts: Counts | null;
  readonly onChange: (id: string) => void;
  /** Of the element that shows the chosen orders. */
  readonly controls: string;
}

/** The twelve (L2), with their live numbers. Arrows move along the bar; Enter or Space chooses, so that passing by asks for nothing. */
export function QuickFilters(props: QuickFiltersProps): JSX.Element {
  const conventions = useConventions();
  let bar: HTMLDivElement | undefined;
  const count = (id: string) => props.counts?.[id];
  const number = (n: number) => numberText(n, conventions().locale);

  createEffect(() => {
    bar?.querySelector<HTMLElement>(`[data-quick="${CSS.escape(props.value)}"]`)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  useShortcut("q", "Quick filters", () => bar?.querySelector<HTMLElement>("[aria-selected=true]")?.focus());
  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity }[event.key];
    const tabs = [...(bar?.querySelectorAll<HTMLElement>('[role="tab"]') ?? [])];
    const at = tabs.findIndex((tab) => tab === document.activeElement);
    if (step === undefined || at < 0) return;
    event.preventDefault();
    tabs[Math.max(0, Math.min(tabs.length - 1, at + step))]?.focus();
  }

  return (
    <div ref={bar} role="tablist" aria-label="Quick filters" class="flex min-w-0 flex-1 items-stretch gap-0.5 overflow-x-auto pr-8 pl-2 [scrollbar-width:none] [mask-image:linear-gradient(to_right,black_calc(100%-40px),transparent)]" onKeyDown={onKeyDown}>
      <For each={QUICK_FILTERS}>
        {(quick) => (
          <button
            type="button"
            role="tab"
            data-quick={quick.id}
            aria-selected={props.value === quick.id}
            aria-controls={props.controls}
            tabindex={props.value === quick.id ? 0 : -1}
            class={cx(
              "quick -mb-px flex shrink-0 items-center gap-1.5 border-b-2 px-2 whitespace-nowrap outline-offset-[-3px]",
              props.value === quick.id ? "border-harbour font-medium text-ink" : "border-transparent text-ink-soft hover:text-ink",
            )}
            onClick={() => props.onChange(quick.id)}
          >
            {quick.name}
            <span data-count={quick.id} class={cx("tabular min-w-3 text-sm", count(quick.id) === 0 ? "text-ink-faint" : props.value === quick.id ? "text-harbour" : "text-ink-faint")}>
              {count(quick.id) === undefined ? "" : number(count(quick.id) ?? 0)}
            </span>
          </button>
        )}
      </For>
    </div>
  );
}
