import { For, type JSX, Show } from "solid-js";
import type { ImportJobView } from "../../../domain/import/job.ts";
import { cx } from "../../ui/cx.ts";
import { useNumbers } from "../jobs/job-words.ts";

/** What came of an import so far. */
export function Counts(props: { readonly job: ImportJobView }): JSX.Element {
  const numbers = useNumbers();
  const facts = () => [
    { label: "New orders", value: props.job.orders, about: "" },
    { label: "Lines in them", value: props.job.lines, about: "" },
    { label: "Orders unchanged", value: props.job.unchanged, about: "were here already" },
    { label: "Rows rejected", value: props.job.rejected, about: props.job.rejected > 0 ? "kept with the reason" : "" },
  ];
  return (
    <dl aria-label="What was imported" class="grid grid-cols-4 overflow-hidden rounded-l border border-line bg-surface max-md:grid-cols-2">
      <For each={facts()}>
        {(fact, i) => (
          <div class={cx("flex min-w-0 flex-col-reverse justify-end gap-0.5 border-line px-4 py-3", i() > 0 && "md:border-l", i() % 2 === 1 && "max-md:border-l", i() > 1 && "max-md:border-t")}>
            <dt class="text-sm text-ink-soft">
              {fact.label}
              <Show when={fact.about}><span class="block text-ink-faint">{fact.about}</span></Show>
            </dt>
            <dd class={cx("tabular text-xl font-semibold", fact.value === 0 && "text-ink-faint", i() === 3 && fact.value > 0 && "text-danger")}>{numbers.count(fact.value)}</dd>
          </div>
        )}
      </For>
    </dl>
  );
}
