import { type Accessor, type JSX, createMemo, onCleanup, onMount } from "solid-js";
import { PARCEL_FIELDS } from "../../domain/order-rule.ts";
import type { Order } from "../../domain/order.ts";
import { editQueueOf } from "../offline-queue/edit-queue.ts";
import { prepareConflictQuestion } from "../offline-queue/queued-edits.tsx";
import { fieldsOf } from "../offline-queue/turns.ts";
import { useScope } from "../session/organization-scope.tsx";
import { prepareConnectionPanel } from "../shell/connection.tsx";
import { useShortcut } from "../shell/shortcuts.ts";
import { prepareDialog } from "../ui/dialog.tsx";
import { useConventions } from "../ui/locale.ts";
import { currentTime } from "../ui/relative-time.tsx";
import { toast } from "../ui/toasts.ts";
import { AddressCard } from "./address-card.tsx";
import { CustomerCard } from "./customer-card.tsx";
import { DetailsCard } from "./details-card.tsx";
import { createDraftStore } from "./draft-store.ts";
import { LinesCard } from "./lines-card.tsx";
import { isLocked, lockSentence } from "./lock.ts";
import { MoneyCard } from "./money-card.tsx";
import type { Names } from "./names.ts";
import { OrderContext } from "./order-context.ts";
import type { OrderPageContext } from "./order-context.ts";
import type { OrderData } from "./order-data.ts";
import { OrderHeader } from "./order-header.tsx";
import { OrderNotices } from "./order-notices.tsx";
import { PaymentsCard } from "./payments-card.tsx";
import { createPresence } from "./presence.ts";
import { withQueued } from "./queued-order.ts";
import { SaveBar } from "./save-bar.tsx";
import { createSaveStore } from "./save-store.ts";
import { TimelineCard } from "./timeline-card.tsx";

export interface OpenOrderProps {
  readonly data: OrderData;
  readonly order: Accessor<Order>;
  readonly names: Accessor<Names>;
}

const ROLE = "Your role does not allow changing orders.";

/** The page of an order that is there. */
export function OpenOrder(props: OpenOrderProps): JSX.Element {
  const scope = useScope();
  const conventions = useConventions();
  const { data, names } = props;
  const queue = editQueueOf(scope.user.id);
  const id = props.order().id;
  /** Of this order, without what went back into the form and what the socket has told already. */
  const queued = createMemo(() => queue.edits().filter((one) => one.slug === scope.slug && one.orderId === id && one.state.kind !== "refused" && !queue.heard(one.key)));
  const order = createMemo(() => withQueued(props.order(), queued(), names()));
  const draft = createDraftStore(order, names);
  const saving = createSaveStore(data, order, draft);
  const presence = createPresence(order(), draft.dirty);
  let root: HTMLDivElement | undefined;

  const gone = () => {
    const code = data.problem()?.code;
    if (code === "not_found" || code === "forbidden") return "This order is not there for you any more.";
    if (order().deletedAt !== null) return "This order was deleted.";
    return undefined;
  };
  const mayEdit = (field: string) => scope.may("orders.edit") || (scope.may("orders.fulfil") && PARCEL_FIELDS.some((one) => one === field));
  /** Also for a draft of what the role allowed when it was typed. */
  const closed = () => {
    const { fields, lines } = draft.draft();
    return gone() ?? ([...Object.keys(fields), ...Object.keys(lines)].every(mayEdit) && PARCEL_FIELDS.some(mayEdit) ? undefined : ROLE);
  };
  const page: OrderPageContext = {
    order,
    names,
    data,
    draft,
    saving,
    presence,
    closed,
    offers: (field) => gone() === undefined && mayEdit(field),
    closedField: (field) => gone() ?? (mayEdit(field) ? undefined : ROLE) ?? (isLocked(order(), field) ? `Locked. ${lockSentence(order(), data.changes() ?? [], currentTime(), conventions())}` : undefined),
    errorOf: (field) => {
      const state = saving.state();
      return draft.errors()[field] ?? (state.kind === "refused" ? state.errors[field] : undefined);
    },
    markOf: data.marks.of,
    waits: (field) => queue.waiting(scope.slug) && queued().some((one) => fieldsOf(one.edit).includes(field)),
  };

  function save(): void {
    if (Object.keys(draft.errors()).length > 0) {
      root?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
      return;
    }
    if (closed() === undefined) saving.save();
  }
  useShortcut("mod+s", "Save changes", save);
  useShortcut("mod+enter", "Save changes", save);
  // A question must be asked even if the connection is lost by then.
  onMount(() => {
    prepareDialog();
    prepareConnectionPanel();
    prepareConflictQuestion();
  });
  onCleanup(() => {
    if (draft.dirty() && closed() === undefined) toast(`What you typed into ${order().number} is kept. Open it again to go on.`, { key: "draft-kept" });
  });

  const fieldOf = (target: EventTarget | null) => (target instanceof Element ? (target.closest<HTMLElement>("[data-field]")?.dataset["field"] ?? null) : null);
  return (
    <OrderContext.Provider value={page}>
      <div
        ref={root}
        class="flex min-h-full flex-col"
        onFocusIn={(event) => closed() === undefined && presence.focus(fieldOf(event.target))}
        onFocusOut={(event) => presence.focus(fieldOf(event.relatedTarget))}
        onInput={() => saving.forget()}
      >
        <OrderHeader />
        <div class="flex flex-1 flex-col gap-3 p-4 max-md:p-3">
          <OrderNotices />
          <div class="grid items-start gap-3 lg:grid-cols-[minmax(0,1fr)_320px] lg:grid-rows-[auto_1fr]">
            <div class="flex min-w-0 flex-col gap-3">
              <LinesCard />
              <div class="grid items-start gap-3 md:grid-cols-2">
                <MoneyCard />
                <PaymentsCard />
              </div>
            </div>
            <div class="flex min-w-0 flex-col gap-3 lg:col-start-2 lg:row-span-2 lg:row-start-1">
              <CustomerCard />
              <AddressCard field="deliveryAddress" />
              <AddressCard field="billingAddress" />
              <DetailsCard />
            </div>
            <TimelineCard />
          </div>
        </div>
        <SaveBar onSave={save} />
      </div>
    </OrderContext.Provider>
  );
}
