import type { JSX } from "solid-js";
import { formatMoney } from "../../domain/money.ts";
import { cx } from "./cx.ts";
import { useConventions } from "./locale.ts";

export interface MoneyProps {
  /** Minor units. */
  readonly amount: number;
  /** Another than the organization's. */
  readonly currency?: string;
  /** For a difference: `+` before what is added. */
  readonly signed?: boolean;
  /** Nothing due, nothing paid: the eye may skip it. */
  readonly faintZero?: boolean;
  readonly class?: string;
}

export function Money(props: MoneyProps): JSX.Element {
  const conventions = useConventions();
  const text = () => formatMoney(props.amount, props.currency ?? conventions().currency, conventions().locale);
  return (
    <span class={cx("tabular whitespace-nowrap", props.faintZero && props.amount === 0 && "text-ink-faint", props.class)}>
      {props.signed && props.amount > 0 ? "+" : ""}
      {text()}
    </span>
  );
}
