import type { Change } from "../../domain/change.ts";
import { formatMoney } from "../../domain/money.ts";
import type { Order } from "../../domain/order.ts";
import { PAYMENT_METHOD_NAME } from "../../domain/payment-status.ts";
import { rowText } from "../orders/row-text.ts";
import { addressLines } from "./address-lines.ts";
import { fieldLabel } from "./field-label.ts";
import { agentName, micrositeName, personName } from "./names.ts";
import type { Names } from "./names.ts";
import { FIELD_NAMES, lineOf } from "./order-draft.ts";
import type { FieldName, LineDraft, OrderPageDraft } from "./order-draft.ts";

/** What stands in a field of the order now, in words. */
export function fieldText(order: Order, field: string, names: Names): string {
  const lineId = lineOf(field);
  if (lineId !== null) {
    const line = order.lines.find((one) => one.id === lineId);
    return line ? `quantity ${line.quantity}` : "removed";
  }
  switch (field) {
    case "statusId":
    case "csrId":
    case "agentId":
    case "tags":
    case "reference":
      return rowText(order, field, names);
    case "customerId":
      return order.customerName || "a customer without a name";
    case "deliveryAddress":
      return order.deliveryAddress ? addressLines(order.deliveryAddress).join(", ") : "none";
    case "billingAddress":
      return order.billingAddress ? addressLines(order.billingAddress).join(", ") : "none";
    case "fee":
      return formatMoney(order.fee, names.organization.currency, names.organization.locale);
    case "paymentMethod":
      return order.paymentMethod ? PAYMENT_METHOD_NAME[order.paymentMethod] : "none";
    case "micrositeId":
      return micrositeName(names, order.micrositeId);
    case "trackingNumber":
    case "trackingUrl":
    case "note":
      return order[field] || "empty";
    default:
      return "";
  }
}

/** Keys of the log that mean this field of the page. */
function logKeys(field: string): (key: string) => boolean {
  if (field === "deliveryAddress" || field === "billingAddress") return (key) => key === `${field}Id`;
  if (lineOf(field) !== null) return (key) => key === field || key.startsWith(`${field}.`);
  if (field === "lines") return (key) => key.startsWith("lines.");
  return (key) => key === field;
}

/** The latest entry of the log that changed this field. */
export function lastChangeOf(changes: readonly Change[], field: string): Change | undefined {
  const is = logKeys(field);
  return changes.findLast((change) => Object.keys(change.patch).some(is));
}

/** What was typed into one field, as text. */
export function draftText(draft: OrderPageDraft, field: FieldName, names: Names): string {
  const { fields } = draft;
  switch (field) {
    case "csrId":
      return personName(names, fields.csrId?.value ?? null);
    case "agentId":
      return agentName(names, fields.agentId?.value ?? null);
    case "micrositeId":
      return micrositeName(names, fields.micrositeId?.value ?? null);
    case "customerId":
      return fields.customerId?.value.name ?? "";
    case "deliveryAddress":
    case "billingAddress": {
      const address = fields[field]?.value;
      return address ? addressLines(address).join(", ") : "";
    }
    case "paymentMethod":
      return fields.paymentMethod?.value ? PAYMENT_METHOD_NAME[fields.paymentMethod.value] : "none";
    case "tags":
      return fields.tags?.value.join(", ") ?? "";
    default:
      return fields[field]?.value ?? "";
  }
}

/** All that was typed and not saved, to be copied elsewhere when it cannot be saved here. */
export function draftAsText(draft: OrderPageDraft, names: Names): string {
  const fields = FIELD_NAMES.filter((field) => draft.fields[field] !== undefined).map((field) => `${fieldLabel(field)}: ${draftText(draft, field, names)}`);
  return [...fields, ...Object.values(draft.lines).map(lineText)].join("\n");
}

/** What was typed into one line, as text. */
export function lineText(line: LineDraft): string {
  if (line.op === "add") return `Add ${line.quantity} × ${line.stockCode} ${line.description}`;
  const { stockCode, description } = line.line;
  return line.op === "remove" ? `Remove ${stockCode} ${description}` : `${stockCode} ${description}: quantity ${line.line.quantity} → ${line.quantity}`;
}
