import { For, type JSX, Show, createMemo, createSignal } from "solid-js";
import type { ImportPreview } from "../../../domain/import/spec.ts";
import { Card } from "../../order/card.tsx";
import { Button } from "../../ui/button.tsx";
import { useNumbers } from "../jobs/job-words.ts";
import { groupProblems, rangesText } from "./group-problems.ts";

const SHOWN = 6;

/** What the preview found wrong, once for each reason. */
export function FindingsCard(props: { readonly preview: ImportPreview }): JSX.Element {
  const numbers = useNumbers();
  const [all, setAll] = createSignal(false);
  const groups = createMemo(() => groupProblems(props.preview.problems));
  const shown = () => (all() ? groups() : groups().slice(0, SHOWN));
  return (
    <Card title="What would be rejected">
      <p class="text-pretty text-ink-soft">You may start all the same: these rows are kept with their reason, to be corrected and uploaded again.</p>
      <ul aria-label="Rows that would be rejected" class="mt-2 divide-y divide-line border-t border-line">
        <For each={shown()}>
          {(group) => (
            <li class="flex gap-3 py-1.5 max-md:flex-col max-md:gap-0">
              <span class="tabular w-30 shrink-0 text-ink-faint">{group.rows.length === 1 ? "Row" : "Rows"} {rangesText(group.rows)}</span>
              <span class="min-w-0 text-pretty break-words"><bdi>{group.reason}</bdi></span>
            </li>
          )}
        </For>
      </ul>
      <Show when={!all() && groups().length > SHOWN}>
        <Button variant="ghost" class="-ml-2.5" onClick={() => setAll(true)}>Show {numbers.of(groups().length - SHOWN, "more reason")}</Button>
      </Show>
    </Card>
  );
}
