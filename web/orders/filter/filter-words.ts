import type { Condition } from "../../../domain/filter.ts";
import { formatMoney } from "../../../domain/money.ts";
import { ORDER_TYPE_NAME } from "../../../domain/order.ts";
import { INVOICE_STATUS_NAME } from "../../../domain/invoice-status.ts";
import { PAYMENT_METHOD_NAME, PAYMENT_STATUS_NAME } from "../../../domain/payment-status.ts";
import type { Lookups } from "../../../domain/lookups.ts";

/** A condition as a chip says it: “Status” “Pending, Approved”. */
export interface ConditionWords {
  readonly label: string;
  readonly value: string;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1).replaceAll("_", " ");

/** Reads a condition out (L4). An id that is unknown by now is said to be so, since a link may outlive it. */
export function conditionWords(c: Condition, lookups: Lookups): ConditionWords {
  const listed = (label: string, name: (id: string) => string) => {
    const values = "values" in c ? c.values.map(name) : [];
    return { label: "op" in c && c.op === "not_in" ? `${label} not` : label, value: values.join(", ") };
  };
  const find = (all: readonly { readonly id: string; readonly name: string }[], id: string) => all.find((one) => one.id === id)?.name ?? "one that is gone";
  switch (c.field) {
    case "status": return listed("Status", (id) => find(lookups.statuses, id));
    case "channel": return listed("Channel", (id) => find(lookups.channels, id));
    case "csr": return listed("CSR", (id) => (id === "none" ? "Nobody" : find(lookups.people, id)));
    case "agent": return listed("Agent", (id) => (id === "none" ? "Nobody" : find(lookups.agents, id)));
    case "microsite": return listed("Microsite", (id) => (id === "none" ? "None" : find(lookups.microsites, id)));
    case "method": return { label: c.op === "not_in" ? "Payment source not" : "Payment source", value: c.values.map((v) => (v === "none" ? "None" : PAYMENT_METHOD_NAME[v])).join(", ") };
    case "invoice": return { label: c.op === "not_in" ? "Invoice not" : "Invoice", value: c.values.map((v) => INVOICE_STATUS_NAME[v]).join(", ") };
    case "tag": return { label: { in: "Tagged", all: "Tagged all of", not_in: "Not tagged" }[c.op], value: c.values.join(", ") };
    case "stage": return listed("Stage", capital);
    case "mark": return listed("Marked", capital);
    case "payment": return { label: c.op === "not_in" ? "Payment not" : "Payment", value: c.values.map((v) => PAYMENT_STATUS_NAME[v]).join(", ") };
    case "type": return { label: c.op === "not_in" ? "Type not" : "Type", value: c.values.map((v) => ORDER_TYPE_NAME[v]).join(", ") };
    case "unpaid": return { label: "Owes money", value: c.value ? "yes" : "no" };
    case "high_risk": return { label: "High risk", value: c.value ? "yes" : "no" };
    case "placed": return { label: "Placed", value: c.op === "relative" ? c.value : range(c.from, c.to, (day) => dayText(day, lookups.organization.locale)) };
    case "total": return { label: "Total", value: range(c.from, c.to, (minor) => formatMoney(minor, lookups.organization.currency, lookups.organization.locale)) };
    case "risk": return { label: "Fraud score", value: range(c.from, c.to, String) };
    case "deleted": return { label: "Deleted", value: c.value ? "yes" : "no" };
    case "text": return { label: "Search", value: c.value };
    case "number": return { label: "Number", value: c.value };
    case "name": return { label: "Name", value: c.value };
    case "email": return { label: "E-mail", value: c.value };
    case "phone": return { label: "Phone", value: c.value };
    case "reference": return { label: "Reference", value: c.value };
    case "postcode": return { label: "Post code", value: c.value };
    case "stock": return { label: "Stock code", value: c.value };
  }
}

function range<T>(from: T | null, to: T | null, text: (end: T) => string): string {
  if (from !== null && to !== null) return from === to ? text(from) : `${text(from)} to ${text(to)}`;
  if (from !== null) return `from ${text(from)}`;
  return to === null ? "any" : `up to ${text(to)}`;
}

/** A calendar day has no zone: noon in UTC is that day everywhere it is printed. */
function dayText(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" }).format(Date.parse(`${day}T12:00:00Z`));
}
