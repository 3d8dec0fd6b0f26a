import * as v from "valibot";
import type { ConflictInWords } from "../conflict/conflict-dialog.tsx";
import { formatMoney } from "../../domain/money.ts";
import { Address } from "../../domain/order.ts";
import type { Order } from "../../domain/order.ts";
import { PAYMENT_METHOD_NAME, PaymentMethod } from "../../domain/payment-status.ts";
import type { FieldConflict } from "../../domain/problem.ts";
import { fieldLabel } from "./field-label.ts";
import { addressLines } from "./address-lines.ts";
import { fieldText } from "./field-text.ts";
import { agentName, micrositeName, personName, statusName } from "./names.ts";
import type { Names } from "./names.ts";
import { lineOf } from "./order-draft.ts";
import type { OrderPageDraft } from "./order-draft.ts";

/** A conflict as the dialog shows it. Values that the server knows only by id are found on the page. */
export function conflictWords(conflict: FieldConflict, order: Order, draft: OrderPageDraft, names: Names): ConflictInWords {
  const words = (value: unknown) => valueText(conflict.field, value, names);
  const common = { field: conflict.field, by: conflict.by, at: conflict.at };
  const lineId = lineOf(conflict.field);
  if (lineId !== null) {
    const mine = draft.lines[lineId];
    const line = mine && mine.op !== "add" ? mine.line : order.lines.find((one) => one.id === lineId);
    return { ...common, label: line ? `${line.stockCode} ${line.description}` : "A line", base: words(conflict.base), theirs: words(conflict.theirs), mine: words(conflict.mine) };
  }
  const label = fieldLabel(conflict.field);
  if (conflict.field === "customerId") return { ...common, label, base: "the customer before", theirs: order.customerName, mine: draft.fields.customerId?.value.name ?? "another customer" };
  if (conflict.field === "deliveryAddress" || conflict.field === "billingAddress") {
    return { ...common, label, base: conflict.base === null ? "none" : "the address before", theirs: fieldText(order, conflict.field, names), mine: words(conflict.mine) };
  }
  return { ...common, label, base: words(conflict.base), theirs: words(conflict.theirs), mine: words(conflict.mine) };
}

/** A value of an edit or a conflict in words. */
export function valueText(field: string, value: unknown, names: Names): string {
  if (lineOf(field) !== null) return typeof value === "number" ? `Quantity ${value}` : value === null ? "removed" : "changed";
  switch (field) {
    case "statusId":
      return statusName(names, value);
    case "csrId":
      return personName(names, value);
    case "agentId":
      return agentName(names, value);
    case "micrositeId":
      return micrositeName(names, value);
    case "fee":
      return typeof value === "number" ? formatMoney(value, names.organization.currency, names.organization.locale) : "none";
    case "paymentMethod":
      return v.is(PaymentMethod, value) ? PAYMENT_METHOD_NAME[value] : "none";
    case "tags":
      return v.is(v.array(v.string()), value) && value.length > 0 ? value.join(", ") : "none";
    default:
      return v.is(Address, value) ? addressLines(value).join("\n") : typeof value === "string" && value !== "" ? value : "empty";
  }
}
