import { createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import type { Accessor } from "solid-js";
import { editOrder } from "../../domain/order-rule.ts";
import type { EditContext } from "../../domain/order-rule.ts";
import type { Order } from "../../domain/order.ts";
import type { Problem } from "../../domain/problem.ts";
import { claimDraft } from "../drafts/stored-draft.ts";
import type { DraftPlace } from "../drafts/stored-draft.ts";
import { useScope } from "../session/organization-scope.tsx";
import { readAmount } from "./amount-text.ts";
import type { Read } from "./amount-text.ts";
import { draftContext, editOf, errorsByField, previewable } from "./draft-edit.ts";
import type { DraftEdit } from "./draft-edit.ts";
import type { Names } from "./names.ts";
import { changedMeanwhile, dropField, letGo, rebase, setField, settle } from "./draft-steps.ts";
import { isEmpty, NO_DRAFT, OrderPageDraft } from "./order-draft.ts";
import type { FieldName, FieldValue } from "./order-draft.ts";

export interface DraftStore {
  readonly draft: Accessor<OrderPageDraft>;
  readonly edit: Accessor<DraftEdit>;
  /** The order as it would be after saving; where the rule refuses, as it is. */
  readonly preview: Accessor<Order>;
  /** Why the rule refuses, before anybody asked the server. */
  readonly refusal: Accessor<Problem | undefined>;
  /** What is not well typed or refused, by field; `lines.<id>` for a line. */
  readonly errors: Accessor<Readonly<Record<string, string>>>;
  /** Drafted fields that others changed since they were begun. */
  readonly meanwhile: Accessor<ReadonlySet<string>>;
  readonly dirty: Accessor<boolean>;
  /** Something was left here earlier and is shown again. */
  readonly restored: Accessor<boolean>;
  readonly update: (change: (draft: OrderPageDraft, order: Order) => OrderPageDraft) => void;
  readonly set: <F extends FieldName>(field: F, value: FieldValue<F>) => void;
  readonly drop: (field: FieldName) => void;
  readonly takeTheirs: (key: string) => void;
  readonly keepMine: (key: string) => void;
  readonly discard: () => void;
}

/** What is typed into one open order: kept in this browser, and set against the order as it changes under it. */
export function createDraftStore(order: Accessor<Order>, names: Accessor<Names>): DraftStore {
  const scope = useScope();
  const [draft, setDraft] = createSignal(NO_DRAFT);
  const [restored, setRestored] = createSignal(false);
  const fee = (text: string): Read<number> => readAmount(text, scope.organization.currency, scope.organization.locale);
  const feeOrNull = (text: string) => {
    const read = fee(text);
    return read.ok ? read.value : null;
  };

  let place: DraftPlace<OrderPageDraft> | undefined;
  let gone = false;
  onCleanup(() => {
    gone = true;
    place?.release();
  });
  void claimDraft(`order.${scope.organization.id}.${scope.user.id}.${order().id}`, OrderPageDraft, 1).then((claimed) => {
    if (gone) return claimed.release();
    place = claimed;
    const left = claimed.stored && settle(claimed.stored, order(), feeOrNull);
    if (left === null || isEmpty(left) || !isEmpty(draft())) return place.keep(isEmpty(draft()) ? null : draft());
    setDraft(left);
    setRestored(true);
  });
  createEffect(() => {
    const now = draft(); // read even before there is a place, or nothing would be kept once there is one
    place?.keep(isEmpty(now) ? null : now);
  });
  createEffect(on(order, (now) => setDraft((before) => settle(before, now, feeOrNull))));

  const edit = createMemo(() => editOf(draft(), order(), fee));
  const context = (): EditContext => ({
    ...names(),
    ...draftContext(draft()),
    permissions: scope.organization.permissions,
    tax: { rate: names().organization.taxRate, inclusive: names().organization.taxInclusive },
    now: order().updatedAt,
  });
  const preview = createMemo(() => previewable(order(), edit().edit));
  const result = createMemo(() => editOrder(order(), preview(), context()));
  const update: DraftStore["update"] = (change) => setDraft((before) => change(before, order()));

  return {
    draft,
    edit,
    preview: () => {
      const now = result();
      return now.ok ? now.order : order();
    },
    refusal: () => {
      const now = result();
      return now.ok ? undefined : now.problem;
    },
    errors: createMemo(() => {
      const now = result();
      return now.ok ? edit().errors : { ...errorsByField(now.problem, preview()), ...edit().errors };
    }),
    meanwhile: createMemo(() => new Set(changedMeanwhile(draft(), order()))),
    dirty: createMemo(() => !isEmpty(draft())),
    restored,
    update,
    set: (field, value) => update((before, now) => setField(before, now, field, value, feeOrNull)),
    drop: (field) => update((before) => dropField(before, field)),
    takeTheirs: (key) => update((before) => letGo(before, key)),
    keepMine: (key) => update((before, now) => rebase(before, now, key)),
    discard: () => {
      setRestored(false);
      setDraft(NO_DRAFT);
    },
  };
}
