import { type JSX, Show } from "solid-js";
import type { ImportPreview } from "../../../domain/import/spec.ts";
import { useNumbers } from "../jobs/job-words.ts";

/** What would become of the rows that were tried; nothing is written for it (X1.5). */
export function Forecast(props: { readonly preview: ImportPreview }): JSX.Element {
  const numbers = useNumbers();
  const sample = () => props.preview.sample;
  const nothing = () => sample().orders === 0 && props.preview.problems.length === 0;
  return (
    <div class="min-w-0 flex-1 basis-70">
      <p class="text-pretty">
        <Show when={!nothing()} fallback={<>The orders of the {sample().whole ? "file's" : "first"} {numbers.of(sample().rows, "row")} are here already: nothing would be imported.</>}>
          {sample().whole ? "The file's" : "The first"} {numbers.of(sample().rows, "row")} {sample().rows === 1 ? "makes" : "make"} <strong class="font-semibold">{numbers.of(sample().orders, "new order")}</strong> with {numbers.of(sample().lines, "line")}
          <Show when={props.preview.problems.length > 0} fallback=". Nothing in them would be rejected.">{". "}Some rows would be rejected: see below.</Show>
        </Show>
      </p>
      <p class="text-pretty text-ink-faint">Check what each column is read as, then start. Orders that are here already are left as they are.</p>
    </div>
  );
}
