import { type JSX, Match, Show, Switch } from "solid-js";
import { NOBODY } from "../../../domain/group.ts";
import type { GroupField } from "../../../domain/group-field.ts";
import { ORDER_TYPE_NAME, ORDER_TYPES } from "../../../domain/order.ts";
import { PAYMENT_STATUS_NAME, PAYMENT_STATUSES } from "../../../domain/payment-status.ts";
import { dayOf } from "../../../domain/zoned-day.ts";
import { paymentColor } from "../../order/payment-words.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { useConventions } from "../../ui/locale.ts";
import { StatusPill } from "../../ui/pill.tsx";
import { currentTime } from "../../ui/relative-time.tsx";
import { useGridNames } from "../grid/names.ts";
import { dayName } from "./day-name.ts";

/** What the orders of a group have in common, as the cells of its column show it. */
export function GroupName(props: { readonly field: GroupField; readonly of: string }): JSX.Element {
  const names = useGridNames();
  const conventions = useConventions();
  const words = (text: string | undefined, gone: string) => <span class="truncate" classList={{ "text-ink-soft": text === undefined }}>{text ?? gone}</span>;
  return (
    <Switch>
      <Match when={props.field === "status"}>
        <StatusPill color={names.status(props.of)?.color ?? "slate"} class="min-w-0">{names.status(props.of)?.name ?? "A status of before"}</StatusPill>
      </Match>
      <Match when={props.of === NOBODY}>{words(undefined, props.field === "csr" ? "Nobody" : "No delivery agent")}</Match>
      <Match when={props.field === "csr"}>
        <Show when={names.person(props.of)} fallback={words(undefined, "Somebody who left")}>
          {(person) => (
            <>
              <Avatar person={person()} size="s" decorative />
              {words(person().name, "")}
            </>
          )}
        </Show>
      </Match>
      <Match when={props.field === "agent"}>{words(names.agent(props.of)?.name, "An agent of before")}</Match>
      <Match when={props.field === "channel"}>{words(names.channel(props.of)?.name, "A channel of before")}</Match>
      <Match when={props.field === "day"}>{words(dayName(props.of, dayOf(currentTime(), conventions().timeZone), conventions().locale), "")}</Match>
      <Match when={props.field === "payment" && PAYMENT_STATUSES.find((one) => one === props.of)}>
        {(status) => (
          <>
            <span data-color={paymentColor(status())} class="size-1.5 shrink-0 rounded-full bg-dot" aria-hidden="true" />
            {words(PAYMENT_STATUS_NAME[status()], "")}
          </>
        )}
      </Match>
      <Match when={props.field === "type" && ORDER_TYPES.find((one) => one === props.of)}>{(type) => words(ORDER_TYPE_NAME[type()], "")}</Match>
    </Switch>
  );
}
