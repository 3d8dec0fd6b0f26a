import { PAYMENT_STATUS_NAME } from "../../domain/payment-status.ts";
import type { PaymentStatus } from "../../domain/payment-status.ts";

const COLORS: Record<PaymentStatus, string> = {
  pending: "slate",
  authorized: "sky",
  partly_paid: "amber",
  paid: "green",
  declined: "rose",
  partly_refunded: "violet",
  refunded: "violet",
};

/** The colour's name of a payment status (styles.css, `data-color`), the same in the list and on the order. */
export function paymentColor(status: PaymentStatus): string {
  return COLORS[status];
}

/** Beside the order's own status, where “Pending” alone could be either's. */
export function paymentText(status: PaymentStatus): string {
  const name = PAYMENT_STATUS_NAME[status];
  return status === "pending" || status === "authorized" || status === "declined" ? `Payment ${name.toLowerCase()}` : name;
}
