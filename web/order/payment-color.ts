import type { PaymentStatus } from "../../domain/payment-status.ts";

const COLORS: Record<PaymentStatus, string> = {
  pending: "amber",
  authorized: "sky",
  partly_paid: "orange",
  paid: "green",
  declined: "rose",
  partly_refunded: "violet",
  refunded: "slate",
};

/** The colour's name of a payment status (styles.css, `data-color`). */
export function paymentColor(status: PaymentStatus): string {
  return COLORS[status];
}
