import IconCircleCheck from "~icons/lucide/circle-check";
import { For, type JSX, Show, createSignal } from "solid-js";
import type { ImportPreview } from "../../../domain/import/spec.ts";
import { Card } from "../../order/card.tsx";
import { Button } from "../../ui/button.tsx";
import { useNumbers } from "../jobs/job-words.ts";

const SHOWN = 6;

/** What would become of the rows that were tried: nothing is written for it (X1.5). */
export function FindingsCard(props: { readonly preview: ImportPreview }): JSX.Element {
  const numbers = useNumbers();
  const [all, setAll] = createSignal(false);
  const sample = () => props.preview.sample;
  const problems = () => (all() ? props.preview.problems : props.preview.problems.slice(0, SHOWN));
  return (
    <Card title="What would happen">
      <p class="text-pretty">
        The first {numbers.of(sample().rows, "row")} make <strong class="font-semibold">{numbers.of(sample().orders, "new order")}</strong> with {numbers.of(sample().lines, "line")}.
        <Show when={sample().orders === 0 && props.preview.problems.length === 0}> The orders in them are here already, unchanged.</Show>
      </p>
      <Show
        when={props.preview.problems.length > 0}
        fallback={
          <p class="mt-2 flex items-center gap-1.5 text-ink-soft">
            <IconCircleCheck data-color="green" class="size-4 shrink-0 text-dot" aria-hidden="true" />
            Nothing in them would be rejected.
          </p>
        }
      >
        <p class="mt-2 text-ink-soft">These rows would be rejected, and kept with the reason:</p>
        <ul aria-label="Rows that would be rejected" class="mt-1 flex flex-col gap-1.5">
          <For each={problems()}>
            {(one) => (
              <li class="flex gap-2 text-sm">
                <span class="tabular w-14 shrink-0 text-ink-faint">Row {one.row}</span>
                <span class="min-w-0 break-words"><bdi>{one.reason}</bdi></span>
              </li>
            )}
          </For>
        </ul>
        <Show when={!all() && props.preview.problems.length > SHOWN}>
          <Button variant="ghost" class="mt-1 -ml-2.5" onClick={() => setAll(true)}>Show {numbers.count(props.preview.problems.length - SHOWN)} more</Button>
        </Show>
      </Show>
    </Card>
  );
}
