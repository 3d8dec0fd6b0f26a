import { type JSX, Show } from "solid-js";
import { showsDeleted } from "../../domain/filter.ts";
import { LOOKED_AT } from "../../domain/order-list.ts";
import { isTextSort } from "../../domain/order-sort.ts";
import { useConventions } from "../ui/locale.ts";
import { numberText } from "../ui/number-text.ts";
import type { OrdersStore } from "./orders-store.ts";

/** Why the list, or the numbers of its groups, may not be all. */
export function OrderLimits(props: { readonly store: OrdersStore }): JSX.Element {
  const conventions = useConventions();
  const number = (n: number) => numberText(n, conventions().locale);
  const reason = () => {
    const { filter, sort } = props.store.view();
    if (filter.some((c) => c.op === "matches")) return `Sorted among the newest ${number(LOOKED_AT.hits)} matches`;
    if (isTextSort(sort.field) || showsDeleted(filter)) return `Sorted among the newest ${number(LOOKED_AT.sorted)} matches`;
    return `Looked through ${number(LOOKED_AT.passed)} orders only: narrow the filter to find all`;
  };
  return (
    <>
      <Show when={props.store.list.head()?.bounded}>
        {props.store.count() === null ? "" : " · "}
        {reason()}
      </Show>
      <Show when={props.store.grouping()?.bounded()}>Numbers of the newest orders only: narrow the filter for exact ones</Show>
    </>
  );
}
