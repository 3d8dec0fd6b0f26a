import { A } from "@solidjs/router";
import IconCheck from "~icons/lucide/circle-check";
import IconAlert from "~icons/lucide/triangle-alert";
import { For, type JSX, Show, createMemo } from "solid-js";
import { ProgressBar } from "../imports/progress-bar.tsx";
import { useLive } from "../live/live-store.ts";
import { useScope } from "../session/organization-scope.tsx";
import { useConventions } from "../ui/locale.ts";
import { underWayOf } from "./under-way-store.ts";
import type { Work } from "./work.ts";

/** More of them than this are a number. */
const MOST = 3;

/** Imports and bulk actions that run, on every page: what, how far, and the way there. */
export function UnderWay(props: { readonly folded: boolean }): JSX.Element {
  const scope = useScope();
  const works = underWayOf(scope, useLive());
  const byId = createMemo(() => new Map(works().map((work) => [work.id, work])));
  const ids = createMemo(() => works().slice(0, props.folded ? 1 : MOST).map((work) => work.id), [], { equals: (a, b) => a.length === b.length && a.every((id, i) => id === b[i]) });
  const more = () => works().length - ids().length;
  return (
    <section aria-label="Under way" class={props.folded ? "" : "flex flex-col gap-px self-stretch"}>
      <For each={ids()}>{(id) => <Show when={byId().get(id)}>{(work) => <Line work={work()} href={scope.path(work().path)} folded={props.folded} more={props.folded ? more() : 0} />}</Show>}</For>
      <Show when={!props.folded && more() > 0}>
        <p class="px-2 text-sm text-ink-faint">and {more()} more</p>
      </Show>
      {/* An end is said; how far it is can be read. */}
      <p role="status" class="sr-only">{works().filter((work) => work.ended).map((work) => `${work.title}: ${work.ended}.`).join(" ")}</p>
    </section>
  );
}

interface LineProps {
  readonly work: Work;
  readonly href: string;
  readonly folded: boolean;
  readonly more: number;
}

function Line(props: LineProps): JSX.Element {
  const conventions = useConventions();
  // Rounded down: 100 % is said when it is done, not before.
  const state = () => props.work.ended ?? new Intl.NumberFormat(conventions().locale, { style: "percent" }).format(Math.floor(props.work.share * 100) / 100);
  const text = () => [`${props.work.title}: ${state()}`, props.more > 0 && `and ${props.more} more`].filter(Boolean).join(" · ");
  return (
    <Show
      when={!props.folded}
      fallback={
        <A href={props.href} aria-label={text()} data-tip={text()} class="quick flex h-6 w-8 pointer-coarse:control items-center justify-center rounded-m hover:bg-hover">
          <Show when={props.work.ended} fallback={<ProgressBar thin label={props.work.title} share={props.work.share} class="w-6 bg-line!" />}>{(ended) => <EndIcon ended={ended()} />}</Show>
        </A>
      }
    >
      <A href={props.href} class="quick block rounded-m px-2 py-1 text-sm text-ink-soft outline-offset-[-2px] hover:bg-hover hover:text-ink">
        <span class="flex items-center gap-2">
          <span class="min-w-0 flex-1 truncate"><bdi>{props.work.title}</bdi></span>
          <Show when={props.work.ended}>{(ended) => <EndIcon ended={ended()} />}</Show>
          <span class="tabular">{state()}</span>
        </span>
        <Show when={props.work.ended === null}>
          <ProgressBar thin label={`${props.work.title}, how far it is`} share={props.work.share} class="mt-1 bg-line!" />
        </Show>
      </A>
    </Show>
  );
}

function EndIcon(props: { readonly ended: NonNullable<Work["ended"]> }): JSX.Element {
  return (
    <Show when={props.ended === "Done"} fallback={<IconAlert data-color="amber" class="size-3.5 shrink-0 text-dot" aria-hidden="true" />}>
      <IconCheck data-color="green" class="size-3.5 shrink-0 text-dot" aria-hidden="true" />
    </Show>
  );
}
