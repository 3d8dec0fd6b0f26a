import IconTrash from "~icons/lucide/trash-2";
import IconClock from "~icons/lucide/clock";
import IconLock from "~icons/lucide/lock";
import IconTruck from "~icons/lucide/truck";
import IconChevronDown from "~icons/lucide/chevron-down";
import { type JSX, Show, createSignal } from "solid-js";
import { deleteOrder } from "../orders/delete-order.ts";
import { useScope } from "../session/organization-scope.tsx";
import { PageHeader } from "../shell/page-header.tsx";
import { useShortcut } from "../shell/shortcuts.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { cx } from "../ui/cx.ts";
import { Money } from "../ui/money.tsx";
import { StatusPill } from "../ui/pill.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { FulfilmentDialog } from "./fulfilment-dialog.tsx";
import { statusName } from "./names.ts";
import { paymentColor, paymentText } from "./payment-words.ts";
import { StatusDialog } from "./status-dialog.tsx";
import { useOrder } from "./order-context.ts";

/** Number, status, money, lock and who is here, in sight wherever one has scrolled to; and the two acts. */
export function OrderHeader(): JSX.Element {
  const page = useOrder();
  const scope = useScope();
  const [dialog, setDialog] = createSignal<"status" | "send">();
  const gone = () => page.order().deletedAt !== null || page.data.problem()?.code === "not_found";
  const mayStatus = () => scope.may("orders.status") && !gone();
  const maySend = () => scope.may("orders.fulfil") && !gone() && page.order().sentAt === null && !["cancelled", "failed", "returned"].includes(page.order().stage);
  const status = () => page.names().statuses.find((one) => one.id === page.order().statusId);
  useShortcut("s", "Change the status", () => mayStatus() && setDialog("status"));
  useShortcut("f", "Send for fulfilment", () => maySend() && setDialog("send"));

  const pill = () => <StatusPill color={status()?.color ?? "slate"}>{statusName(page.names(), page.order().statusId)}</StatusPill>;
  return (
    <div class="sticky top-0 z-20 bg-surface">
      <PageHeader
        title={page.order().number}
        here={{ label: "On this order", people: page.presence.here() }}
        aside={
          <div class="flex min-w-0 flex-wrap items-center gap-2 max-md:order-last max-md:basis-full">
            <Marked keys={["statusId"]}>
              <Show when={mayStatus()} fallback={pill()}>
                <button type="button" data-tip="Change the status" data-keys="s" aria-label={`Status ${statusName(page.names(), page.order().statusId)}. Change it`} class="quick inline-flex max-w-60 items-center gap-0.5 rounded-full pr-1 hover:bg-hover" onClick={() => setDialog("status")}>
                  {pill()}
                  <IconChevronDown class="size-3.5 shrink-0 text-ink-faint" aria-hidden="true" />
                </button>
              </Show>
              <Show when={page.waits("statusId")}>
                <IconClock class="mx-1 size-3.5 shrink-0 self-center text-ink-faint" role="img" aria-label="Waiting for the connection" />
              </Show>
            </Marked>
            <Marked keys={["paymentStatus"]}>
              <StatusPill color={paymentColor(page.order().paymentStatus)}>{paymentText(page.order().paymentStatus)}</StatusPill>
            </Marked>
            <Show when={page.order().sentAt !== null}>
              <Marked keys={["sentAt"]}>
                <StatusPill color="slate" icon={IconLock}>Sent for fulfilment</StatusPill>
              </Marked>
            </Show>
            <Marked keys={["total"]}>
              <span class="text-lg font-semibold"><span class="sr-only">Total </span><Money amount={page.order().total} /></span>
            </Marked>
            <span class="text-sm text-ink-faint max-md:hidden">placed <RelativeTime at={page.order().placedAt} /></span>
          </div>
        }
      >
        <Show when={scope.may("orders.delete") && !gone()}>
          <IconButton icon={IconTrash} label="Delete the order" onClick={() => void deleteOrder(scope, page.order(), true)} />
        </Show>
        <Show when={maySend()}>
          <Button icon={IconTruck} shortcut="f" onClick={() => setDialog("send")}>Send for fulfilment</Button>
        </Show>
      </PageHeader>
      <StatusDialog open={dialog() === "status"} onClose={() => setDialog(undefined)} />
      <FulfilmentDialog open={dialog() === "send"} onClose={() => setDialog(undefined)} />
    </div>
  );
}

/** In a colleague's colour for a moment after they changed it. */
function Marked(props: { readonly keys: readonly string[]; readonly children: JSX.Element }): JSX.Element {
  const page = useOrder();
  const mark = () => props.keys.map(page.markOf).find(Boolean);
  return (
    <span data-color={mark()?.color} data-tip={mark() ? `Changed by ${mark()?.name}` : undefined} class={cx("quick inline-flex min-w-0 rounded-full", mark() && "bg-tint ring-3 ring-tint-line")}>
      {props.children}
    </span>
  );
}
