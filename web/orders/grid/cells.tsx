import { For, type JSX, Show, createSignal } from "solid-js";
import { Dynamic } from "solid-js/web";
import { formatMoney } from "../../../domain/money.ts";
import type { ColumnId } from "../../../domain/order-column.ts";
import { ORDER_TYPE_NAME } from "../../../domain/order.ts";
import type { OrderRow } from "../../../domain/order.ts";
import { PAYMENT_STATUS_NAME } from "../../../domain/payment-status.ts";
import { paymentColor } from "../../order/payment-words.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { useConventions } from "../../ui/locale.ts";
import { Money } from "../../ui/money.tsx";
import { Badge, StatusPill } from "../../ui/pill.tsx";
import { currentTime } from "../../ui/relative-time.tsx";
import { absoluteTime } from "../../ui/time-text.ts";
import { badgeWidth } from "./badge-width.ts";
import { fittingTags } from "./fitting-tags.ts";
import { useGrid } from "./grid-context.ts";
import type { MoreColumn } from "./more-cells.tsx";
import { useGridNames } from "./names.ts";
import { placedText } from "./placed-text.ts";

/** Pixels at the sides of a cell. */
const PADDING = 16;

export interface CellProps {
  readonly row: OrderRow;
  readonly href: string;
}

/** Each column's content, one small component a column. */
export const CELLS: Record<ColumnId, (props: CellProps) => JSX.Element> = {
  number: NumberCell,
  placed: PlacedCell,
  customer: CustomerCell,
  status: StatusCell,
  payment: PaymentCell,
  total: (props) => <Amount amount={props.row.total} />,
  paid: (props) => <Amount amount={props.row.paid} faintZero />,
  csr: CsrCell,
  tags: TagsCell,
  reference: (props) => <Words text={props.row.reference} />,
  channel: ChannelCell,
  type: TypeCell,
  agent: AgentCell,
  risk: RiskCell,
  email: later("email"),
  company: later("company"),
  phone: later("phone"),
  postcode: later("postcode"),
  microsite: later("microsite"),
  method: later("method"),
  invoice: later("invoice"),
  tracking: later("tracking"),
  note: later("note"),
};

const [more, setMore] = createSignal<Readonly<Record<MoreColumn, (props: CellProps) => JSX.Element>>>();

/** A column that few people show: its cells come when somebody does. */
function later(id: MoreColumn): (props: CellProps) => JSX.Element {
  return (props) => {
    if (!more()) void import("./more-cells.tsx").then((module) => setMore(() => module.MORE_CELLS), () => undefined);
    return <Show when={more()}>{(cells) => <Dynamic component={cells()[id]} {...props} />}</Show>;
  };
}

/** One line, cut at the cell's edge; the whole of it shows on pointing. */
export function Words(props: { readonly text: string; readonly faint?: boolean }): JSX.Element {
  return (
    <span class="truncate" classList={{ "text-ink-faint": props.faint ?? false }} title={props.text}>
      {props.text}
    </span>
  );
}

/** Whole for what orders come to; a sum beyond that is cut rather than laid over its neighbour. */
function Amount(props: { readonly amount: number; readonly faintZero?: boolean }): JSX.Element {
  const conventions = useConventions();
  return (
    <span class="truncate" title={formatMoney(props.amount, conventions().currency, conventions().locale)}>
      <Money amount={props.amount} faintZero={props.faintZero ?? false} />
    </span>
  );
}

function NumberCell(props: CellProps): JSX.Element {
  return (
    <>
      <a href={props.href} link tabindex="-1" class="tabular truncate font-medium hover:underline max-md:font-normal max-md:text-ink-soft" title={props.row.number}>
        {props.row.number}
      </a>
      <span class="text-ink-faint md:hidden"><PlacedCell {...props} /></span>
    </>
  );
}

function PlacedCell(props: CellProps): JSX.Element {
  const conventions = useConventions();
  const text = () => placedText(props.row.placedAt, currentTime(), conventions());
  return (
    <time datetime={new Date(props.row.placedAt).toISOString()} title={absoluteTime(props.row.placedAt, conventions())} class="tabular flex min-w-0 gap-1.5 whitespace-nowrap">
      <span>{text().day}</span>
      <span class="text-ink-faint">{text().time}</span>
    </time>
  );
}

function CustomerCell(props: CellProps): JSX.Element {
  const rest = () => [props.row.company, props.row.customerEmail].filter(Boolean).join(" · ");
  return (
    <span class="truncate" title={[props.row.customerName, rest()].filter(Boolean).join(" · ")}>
      <span class="max-md:font-medium">{props.row.customerName}</span>{" "}
      <span class="pl-2 text-ink-faint">{rest()}</span>
    </span>
  );
}

function StatusCell(props: CellProps): JSX.Element {
  const names = useGridNames();
  const status = () => names.status(props.row.statusId);
  return (
    <StatusPill color={status()?.color ?? "slate"} class="min-w-0">
      <span title={status()?.name}>{status()?.name ?? "…"}</span>
    </StatusPill>
  );
}

/** Quieter than the status: it follows from the money, and nobody sets it here. */
function PaymentCell(props: CellProps): JSX.Element {
  return (
    <span data-color={paymentColor(props.row.paymentStatus)} class="flex min-w-0 items-center gap-1.5">
      <span class="size-1.5 shrink-0 rounded-full bg-dot" aria-hidden="true" />
      <span class="truncate text-ink-soft">{PAYMENT_STATUS_NAME[props.row.paymentStatus]}</span>
    </span>
  );
}

function CsrCell(props: CellProps): JSX.Element {
  const names = useGridNames();
  const person = () => (props.row.csrId === null ? undefined : names.person(props.row.csrId));
  return (
    <Show when={person()} fallback={<Words text={props.row.csrId === null ? "" : "somebody who left"} faint />}>
      {(who) => (
        <span class="flex min-w-0 items-center gap-1.5">
          <Avatar person={who()} size="s" decorative />
          <Words text={who().name} />
        </span>
      )}
    </Show>
  );
}

function AgentCell(props: CellProps): JSX.Element {
  const names = useGridNames();
  return <Words text={props.row.agentId === null ? "" : (names.agent(props.row.agentId)?.name ?? "an agent of before")} />;
}

function ChannelCell(props: CellProps): JSX.Element {
  const names = useGridNames();
  return <Words text={names.channel(props.row.channelId)?.name ?? ""} />;
}

/** Most orders are standard ones: only the others are worth a look. */
function TypeCell(props: CellProps): JSX.Element {
  return <Words text={ORDER_TYPE_NAME[props.row.orderType]} faint={props.row.orderType === "standard"} />;
}

function TagsCell(props: CellProps): JSX.Element {
  const { layout } = useGrid();
  const shown = () => fittingTags(props.row.tags, (layout.widthOf("tags") ?? 0) - PADDING, badgeWidth);
  return (
    <span class="flex min-w-0 gap-1 overflow-hidden" title={props.row.tags.join(", ")}>
      <For each={props.row.tags.slice(0, shown())}>{(tag) => <Badge class="min-w-0">{tag}</Badge>}</For>
      <Show when={props.row.tags.length > shown()}>
        <Badge class="shrink-0">+{props.row.tags.length - shown()}</Badge>
      </Show>
    </span>
  );
}

function RiskCell(props: CellProps): JSX.Element {
  return (
    <Show when={props.row.fraudScore !== null}>
      <Show when={props.row.highRisk} fallback={<span class="tabular text-ink-faint">{props.row.fraudScore}</span>}>
        <Badge color="rose">{props.row.fraudScore}</Badge>
      </Show>
    </Show>
  );
}
