import IconUnplug from "~icons/lucide/unplug";
import { For, type JSX, Match, Switch } from "solid-js";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import type { Loading } from "./load.ts";

interface LoadedListProps<Item> {
  readonly loading: Loading<readonly Item[]>;
  /** What the rows are, as a screen reader hears it. */
  readonly label: string;
  readonly empty: JSX.Element;
  readonly children: (item: Item) => JSX.Element;
}

/** A short list in all its states: to come, there, empty, failed. */
export function LoadedList<Item>(props: LoadedListProps<Item>): JSX.Element {
  const items = () => {
    const now = props.loading.loaded();
    return now.state === "ready" && now.value;
  };
  const failed = () => {
    const now = props.loading.loaded();
    return now.state === "failed" && now.detail;
  };
  return (
    <Switch fallback={<SkeletonRows rows={4} label={`${props.label}: loading`} />}>
      <Match when={failed()}>
        {(detail) => (
          <EmptyState icon={IconUnplug} title={`${props.label} could not be read`} action={<Button onClick={() => props.loading.again()}>Try again</Button>}>
            {detail()}
          </EmptyState>
        )}
      </Match>
      <Match when={items()}>
        {(found) => (
          <ul aria-label={props.label} class="divide-y divide-line">
            <For each={found()} fallback={<li>{props.empty}</li>}>
              {(item) => <li class="flex min-h-(--bar) flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">{props.children(item)}</li>}
            </For>
          </ul>
        )}
      </Match>
    </Switch>
  );
}
