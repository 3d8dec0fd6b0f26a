import IconArrowRight from "~icons/lucide/arrow-right";
import IconBot from "~icons/lucide/bot";
import { For, type JSX, Match, Show, Switch, createMemo, createSignal } from "solid-js";
import type { Change } from "../../domain/change.ts";
import { initialsOf, personColor } from "../../domain/organization.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { useConventions } from "../ui/locale.ts";
import { Badge, StatusPill } from "../ui/pill.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { absoluteTime } from "../ui/time-text.ts";
import { Card } from "./card.tsx";
import { changeWords, customersOfBefore, memoryOf } from "./change-words.ts";
import { createCustomerNames } from "./customer-names.ts";
import type { Fact } from "./change-words.ts";
import { useOrder } from "./order-context.ts";

const PAGE = 25;
/** An edit of 500 lines is one entry: the rest of its facts on demand. */
const FACTS = 8;

/** The order's entries of the change log, the newest first (D1). */
export function TimelineCard(): JSX.Element {
  const page = useOrder();
  const [shown, setShown] = createSignal(PAGE);
  const changes = () => page.data.changes() ?? [];
  const newest = createMemo(() => changes().toReversed().slice(0, shown()));
  const names = createCustomerNames(() => customersOfBefore(changes(), page.order().customerId));
  const memory = createMemo(() => memoryOf(changes(), page.order(), names()));
  return (
    <Card title="Timeline" aside={<Show when={changes().length > 0}><Badge>{changes().length}</Badge></Show>}>
      <Switch>
        <Match when={page.data.changes() === undefined && page.data.timelineProblem()}>
          {(problem) => <Banner tone="error" action={<Button onClick={() => void page.data.readTimeline()}>Try again</Button>}>{problem().detail}</Banner>}
        </Match>
        <Match when={page.data.changes() === undefined}>
          <SkeletonRows rows={3} label="The timeline is loading" />
        </Match>
        <Match when={true}>
          <ol aria-label="Timeline" class="flex flex-col">
            <For each={newest()}>{(change) => <Entry change={change} memory={memory()} />}</For>
          </ol>
          <Show when={changes().length > shown()}>
            <Button variant="ghost" onClick={() => setShown((n) => n + 4 * PAGE)}>Show earlier changes ({changes().length - shown()})</Button>
          </Show>
        </Match>
      </Switch>
    </Card>
  );
}

function Entry(props: { readonly change: Change; readonly memory: ReturnType<typeof memoryOf> }): JSX.Element {
  const page = useOrder();
  const conventions = useConventions();
  const [all, setAll] = createSignal(false);
  const words = createMemo(() => changeWords(props.change, page.names(), props.memory));
  const face = () => ({ id: props.change.actor.id, name: words().by, initials: initialsOf(words().by), color: personColor(props.change.actor.id) });
  const facts = () => (all() ? words().facts : words().facts.slice(0, FACTS));
  return (
    <li class="relative flex gap-2.5 pb-3 not-last:before:absolute not-last:before:top-5 not-last:before:bottom-0 not-last:before:left-2.5 not-last:before:w-px not-last:before:bg-line">
      <Show
        when={words().via === null}
        fallback={<span class="z-1 grid size-5 shrink-0 place-items-center rounded-full border border-line-strong bg-sunken text-ink-soft"><IconBot class="size-3" aria-hidden="true" /></span>}
      >
        <Avatar person={face()} size="s" decorative class="z-1 mt-px ml-px" />
      </Show>
      <div class="min-w-0 flex-1">
        <p class="flex flex-wrap items-baseline gap-x-1.5">
          <span class="min-w-0 break-words">
            <Show when={words().saysVia && words().via}>{(via) => <span class="text-ink-soft">{via()} </span>}</Show>
            <span class="font-semibold"><bdi>{words().by}</bdi></span> {words().what}
          </span>
          <span class="text-sm text-ink-faint">
            <RelativeTime at={props.change.at} />
            <span class="sr-only">, {absoluteTime(props.change.at, conventions())}</span>
          </span>
        </p>
        <Show when={words().facts.length > 0}>
          <ul class="mt-0.5 flex flex-col gap-0.5 text-sm">
            <For each={facts()}>{(fact) => <FactLine fact={fact} />}</For>
          </ul>
        </Show>
        <Show when={words().facts.length > FACTS}>
          <button type="button" class="rounded-s text-sm text-harbour hover:underline" aria-expanded={all()} onClick={() => setAll((now) => !now)}>
            {all() ? "Show less" : `Show all ${words().facts.length} changes`}
          </button>
        </Show>
        <Show when={words().comment}>
          {(comment) => <p class="mt-1 rounded-m bg-sunken px-2 py-1 break-words whitespace-pre-wrap"><bdi>{comment()}</bdi></p>}
        </Show>
      </div>
    </li>
  );
}

function FactLine(props: { readonly fact: Fact }): JSX.Element {
  const statuses = () => props.fact.colors;
  return (
    <li class="flex min-w-0 flex-wrap items-center gap-x-1.5 gap-y-0.5">
      <span class="text-ink-faint"><bdi>{props.fact.label}</bdi></span>
      <Show when={statuses()} fallback={<Value text={props.fact.old} other={props.fact.now} old />}>
        {(colors) => <StatusPill color={colors()[0] ?? "slate"}>{props.fact.old}</StatusPill>}
      </Show>
      <Show when={props.fact.old !== null && props.fact.now !== null}>
        <IconArrowRight class="size-3 shrink-0 text-ink-faint" role="img" aria-label="to" />
      </Show>
      <Show when={statuses()} fallback={<Value text={props.fact.now} other={props.fact.old} />}>
        {(colors) => <StatusPill color={colors()[1] ?? "slate"}>{props.fact.now}</StatusPill>}
      </Show>
    </li>
  );
}

/** Text only, and isolated, so that no name or note can disturb what stands around it. */
function Value(props: { readonly text: string | null; readonly other: string | null; readonly old?: boolean }): JSX.Element {
  return (
    <Show when={props.text !== null} fallback={<Show when={!props.old}><span class="text-ink-faint">{props.other === null ? "" : "removed"}</span></Show>}>
      <span class={props.old ? "line-clamp-3 min-w-0 break-words text-ink-faint line-through" : "line-clamp-6 min-w-0 break-words whitespace-pre-wrap"}><bdi>{props.text}</bdi></span>
    </Show>
  );
}
