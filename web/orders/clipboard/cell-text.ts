import { INVOICE_STATUS_NAME } from "../../../domain/invoice-status.ts";
import type { Lookups } from "../../../domain/lookups.ts";
import type { ColumnId } from "../../../domain/order-column.ts";
import { isNoteCut, ORDER_TYPE_NAME } from "../../../domain/order.ts";
import type { OrderRow } from "../../../domain/order.ts";
import { PAYMENT_METHOD_NAME, PAYMENT_STATUS_NAME } from "../../../domain/payment-status.ts";
import { amountText } from "../../order/amount-text.ts";
import { agentName, micrositeName, personName, statusName } from "../../order/names.ts";
import type { Conventions } from "../../ui/locale.ts";

export interface CellWords {
  readonly lookups: Lookups;
  readonly conventions: Conventions;
}

/** A cell as a spreadsheet takes it: amounts without currency, times as `2026-11-21 09:30`, nobody as nothing. */
export function cellText(row: OrderRow, column: ColumnId, { lookups, conventions }: CellWords): string {
  const money = (minor: number) => amountText(minor, conventions.currency, conventions.locale);
  switch (column) {
    case "number": return row.number;
    case "placed": return timeText(row.placedAt, conventions.timeZone);
    case "customer": return row.customerName;
    case "status": return statusName(lookups, row.statusId);
    case "payment": return PAYMENT_STATUS_NAME[row.paymentStatus];
    case "total": return money(row.total);
    case "paid": return money(row.paid);
    case "csr": return row.csrId === null ? "" : personName(lookups, row.csrId);
    case "tags": return row.tags.join(", ");
    case "reference": return row.reference;
    case "channel": return lookups.channels.find((c) => c.id === row.channelId)?.name ?? "";
    case "type": return ORDER_TYPE_NAME[row.orderType];
    case "agent": return row.agentId === null ? "" : agentName(lookups, row.agentId);
    case "risk": return row.fraudScore === null ? "" : String(row.fraudScore);
    case "email": return row.customerEmail;
    case "company": return row.company;
    case "phone": return row.customerPhone;
    case "postcode": return row.postCode;
    case "microsite": return row.micrositeId === null ? "" : micrositeName(lookups, row.micrositeId);
    case "method": return row.paymentMethod === null ? "" : PAYMENT_METHOD_NAME[row.paymentMethod];
    case "invoice": return INVOICE_STATUS_NAME[row.invoiceStatus];
    case "tracking": return row.trackingNumber || row.trackingUrl;
    // The row has no more of it, and that is said.
    case "note": return isNoteCut(row.noteStart) ? `${row.noteStart}…` : row.noteStart;
  }
}

/** Swedes write dates as spreadsheets everywhere read them. */
function timeText(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" }).format(at);
}
