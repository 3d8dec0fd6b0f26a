import { type JSX, Show } from "solid-js";
import { useConventions } from "../ui/locale.ts";
import { numberText } from "../ui/number-text.ts";
import { onDemand } from "../ui/on-demand.tsx";
import type { OrdersStore } from "./orders-store.ts";

const limits = onDemand(() => import("./order-limits.tsx").then((module) => module.OrderLimits));

/** “1,284 orders”, exactly, or nothing where only reading all of them would tell. */
export function OrderCount(props: { readonly store: OrdersStore }): JSX.Element {
  const conventions = useConventions();
  const isBounded = () => props.store.list.head()?.bounded === true || props.store.grouping()?.bounded() === true;
  return (
    <Show when={props.store.list.phase() === "ready"}>
      <p role="status" class="tabular text-sm text-ink-faint">
        <Show when={props.store.count() !== null}>{`${numberText(props.store.count() ?? 0, conventions().locale)} ${props.store.count() === 1 ? "order" : "orders"}`}</Show>
        <Show when={isBounded()}>
          <limits.View of={props} onFailed={() => undefined} />
        </Show>
      </p>
    </Show>
  );
}
