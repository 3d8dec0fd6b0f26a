import IconX from "~icons/lucide/x";
import { For, type JSX, Show } from "solid-js";
import type { Condition } from "../../../domain/filter.ts";
import type { View } from "../../../domain/filter-url.ts";
import type { Lookups } from "../../../domain/lookups.ts";
import { conditionWords } from "./filter-words.ts";
import { withoutCondition } from "./view-edit.ts";

interface FilterChipsProps {
  readonly view: View;
  readonly lookups: Lookups;
  readonly onChange: (view: View) => void;
}

/** What narrows the list, one chip a condition, each removable (L4). The search stands in its own box. */
export function FilterChips(props: FilterChipsProps): JSX.Element {
  const shown = () => props.view.filter.filter((c) => c.field !== "text");
  return (
    <Show when={shown().length > 0}>
      <ul aria-label="Filters" class="flex min-w-0 flex-wrap gap-1.5">
        <For each={shown()}>{(condition) => <Chip condition={condition} lookups={props.lookups} onRemove={() => props.onChange(withoutCondition(props.view, condition))} />}</For>
        <Show when={shown().length > 1}>
          <li>
            <button type="button" class="quick h-6 rounded-m px-1.5 pointer-coarse:h-(--control) text-sm text-harbour hover:bg-hover" onClick={() => props.onChange({ ...props.view, filter: props.view.filter.filter((c) => c.field === "text") })}>
              Clear all
            </button>
          </li>
        </Show>
      </ul>
    </Show>
  );
}

function Chip(props: { readonly condition: Condition; readonly lookups: Lookups; readonly onRemove: () => void }): JSX.Element {
  const words = () => conditionWords(props.condition, props.lookups);
  return (
    <li class="flex h-6 pointer-coarse:h-(--control) max-w-80 min-w-0 items-center rounded-m border border-line-strong bg-surface text-sm">
      <span class="truncate pl-2" title={`${words().label}: ${words().value}`}>
        <span class="text-ink-faint">{words().label} </span>
        {words().value}
      </span>
      <button
        type="button"
        aria-label={`Remove the filter ${words().label} ${words().value}`}
        class="quick mx-0.5 grid size-5 pointer-coarse:-my-px pointer-coarse:mx-0 pointer-coarse:size-11 shrink-0 place-items-center rounded-s text-ink-faint hover:bg-hover hover:text-ink"
        onClick={() => props.onRemove()}
      >
        <IconX class="size-3.5" aria-hidden="true" />
      </button>
    </li>
  );
}
