import type { JSX } from "solid-js";

export function Section(props: { readonly title: string; readonly children: JSX.Element }): JSX.Element {
  return (
    <section class="flex min-w-0 flex-col gap-3">
      <h2 class="border-b border-line pb-1 text-sm text-ink-faint">{props.title}</h2>
      <div class="flex flex-wrap items-center gap-3">{props.children}</div>
    </section>
  );
}
