import { type JSX, Show } from "solid-js";
import { useConventions } from "../ui/locale.ts";
import { numberText } from "../ui/number-text.ts";
import type { OrdersStore } from "./orders-store.ts";

/** “1,284 orders”, exactly, or nothing where only reading all of them would tell. */
export function OrderCount(props: { readonly store: OrdersStore }): JSX.Element {
  const conventions = useConventions();
  const bounded = () => props.store.list.head()?.bounded === true;
  const limit = () => (props.store.view().filter.some((c) => ["text", "number", "name", "email", "reference"].includes(c.field)) ? 1_000 : 10_000);
  const number = (n: number) => numberText(n, conventions().locale);
  return (
    <Show when={props.store.list.phase() === "ready"}>
      <p role="status" class="tabular text-sm text-ink-faint">
        <Show when={props.store.count() !== null}>{`${number(props.store.count() ?? 0)} ${props.store.count() === 1 ? "order" : "orders"}`}</Show>
        <Show when={bounded()}>
          {props.store.count() === null ? "" : " · "}Sorted among the newest {number(limit())} matches
        </Show>
        <Show when={props.store.grouping()?.bounded()}>Numbers of the newest orders only: narrow the filter for exact ones</Show>
      </p>
    </Show>
  );
}
