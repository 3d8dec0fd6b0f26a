import { Tabs as Kobalte } from "@kobalte/core/tabs";
import { For, type JSX, Show } from "solid-js";
import { Badge } from "./pill.tsx";

export interface TabsProps {
  readonly label: string;
  readonly value?: string;
  readonly onChange?: (value: string) => void;
  readonly tabs: readonly {
    readonly value: string;
    readonly label: string;
    readonly count?: number;
    readonly content: () => JSX.Element;
  }[];
}

/** Parts of one page. For one of a few values use Segmented. */
export function Tabs(props: TabsProps): JSX.Element {
  return (
    <Kobalte {...(props.value === undefined ? {} : { value: props.value })} onChange={(value) => props.onChange?.(value)}>
      <Kobalte.List aria-label={props.label} class="flex gap-4 overflow-x-auto border-b border-line">
        <For each={props.tabs}>
          {(tab) => (
            <Kobalte.Trigger
              value={tab.value}
              class="quick -mb-px flex h-9 pointer-coarse:control items-center gap-1.5 border-b-2 border-transparent font-medium text-ink-soft outline-offset-[-2px] hover:text-ink data-selected:border-harbour data-selected:text-ink"
            >
              {tab.label}
              <Show when={tab.count}>{(count) => <Badge>{count()}</Badge>}</Show>
            </Kobalte.Trigger>
          )}
        </For>
      </Kobalte.List>
      <For each={props.tabs}>
        {(tab) => (
          <Kobalte.Content value={tab.value} class="pt-3">
            {tab.content()}
          </Kobalte.Content>
        )}
      </For>
    </Kobalte>
  );
}
