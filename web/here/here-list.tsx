import { A } from "@solidjs/router";
import { For, type JSX, Show, createMemo } from "solid-js";
import type { Doing } from "../../domain/live.ts";
import { useScope } from "../session/organization-scope.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { Badge } from "../ui/pill.tsx";
import { Popover } from "../ui/popover.tsx";
import { placeWords } from "./whereabouts.ts";
import type { Whereabouts } from "./whereabouts.ts";

export interface HereListProps {
  readonly people: readonly Whereabouts[];
  readonly anchor: () => HTMLElement | undefined;
  /** @param leaving to another page: the focus goes there */
  readonly onClose: (leaving: boolean) => void;
}

/** Who is here, at which order, in which field, doing what (N2): as it changes, while one looks. */
export function HereList(props: HereListProps): JSX.Element {
  const byId = createMemo(() => new Map(props.people.map((one) => [one.id, one])));
  // By id: a row stays the same element, with the focus in it, while its person goes on to the next field.
  const ids = createMemo(() => [...byId().keys()], [], { equals: (a, b) => a.length === b.length && a.every((id, i) => id === b[i]) });
  return (
    <Popover label="Who is here" anchor={props.anchor} onClose={() => props.onClose(false)} class="w-[min(320px,calc(100vw-16px))] p-1">
      <ul aria-label="Who is here">
        <For each={ids()}>
          {(id) => {
            const one = createMemo<Whereabouts | undefined>((before) => byId().get(id) ?? before);
            return <Show when={one()}>{(now) => <Row person={now()} onLeave={() => props.onClose(true)} />}</Show>;
          }}
        </For>
      </ul>
    </Popover>
  );
}

function Row(props: { readonly person: Whereabouts; readonly onLeave: () => void }): JSX.Element {
  const orders = createMemo(() => props.person.places.flatMap((place) => place.orderId ?? []), [], { equals: (a, b) => a.join() === b.join() });
  const placeOf = (orderId: string) => props.person.places.find((place) => place.orderId === orderId);
  return (
    <li class="flex gap-2 rounded-m px-2 py-1.5">
      <Avatar person={props.person} decorative />
      <div class="min-w-0 flex-1">
        <p class="flex items-center gap-1.5">
          <bdi class="truncate font-medium">{props.person.name}</bdi>
          <Show when={props.person.script}><Badge>Script</Badge></Show>
        </p>
        <For each={orders()} fallback={<p class="text-sm text-ink-faint">{props.person.script ? "Listens" : "At no order"}</p>}>
          {(orderId) => <Show when={placeOf(orderId)}>{(place) => <Place orderId={orderId} place={place()} onLeave={props.onLeave} />}</Show>}
        </For>
      </div>
    </li>
  );
}

function Place(props: { readonly orderId: string; readonly place: Doing; readonly onLeave: () => void }): JSX.Element {
  const scope = useScope();
  const words = () => placeWords(props.place);
  return (
    <p class="flex min-w-0 flex-wrap items-baseline gap-x-1 text-sm text-ink-soft">
      {words().verb}{" "}
      <A href={scope.path(`/orders/${encodeURIComponent(props.orderId)}`)} class="tabular rounded-s font-medium text-ink underline decoration-line-strong underline-offset-2 hover:decoration-current pointer-coarse:py-1.5" onClick={() => props.onLeave()}>
        <bdi>{props.place.number ?? "an order"}</bdi>
      </A>
      <Show when={words().field}>{(field) => <span class="min-w-0 truncate">· {field()}</span>}</Show>
    </p>
  );
}
