import * as v from "valibot";

export const PAYMENT_STATUSES = ["pending", "authorized", "partly_paid", "paid", "declined", "partly_refunded", "refunded"] as const;
export const PaymentStatus = v.picklist(PAYMENT_STATUSES);
export type PaymentStatus = v.InferOutput<typeof PaymentStatus>;

export const PAYMENT_STATUS_NAME: Record<PaymentStatus, string> = {
  pending: "Pending",
  authorized: "Authorized",
  partly_paid: "Partly paid",
  paid: "Paid",
  declined: "Declined",
  partly_refunded: "Partly refunded",
  refunded: "Refunded",
};

export const PAYMENT_METHODS = ["bacs", "cheque", "cash", "card", "transfer", "pos", "card_offline", "card_moto", "foc", "imported"] as const;
export const PaymentMethod = v.picklist(PAYMENT_METHODS);
export type PaymentMethod = v.InferOutput<typeof PaymentMethod>;

export const PAYMENT_METHOD_NAME: Record<PaymentMethod, string> = {
  bacs: "Bacs",
  cheque: "Cheque",
  cash: "Cash",
  card: "Card",
  transfer: "Transfer",
  pos: "POS",
  card_offline: "Card over phone (offline)",
  card_moto: "Card over phone (MOTO)",
  foc: "FOC",
  imported: "Imported",
};

/** What payments and refunds add up to. Minor units. */
export interface PaymentSums {
  readonly total: number;
  readonly paid: number;
  readonly refunded: number;
  /** Reserved on a card, not captured. */
  readonly authorized: number;
  /** The last attempt was refused by the payer's bank. */
  readonly declined: boolean;
}

/** Derived, never set by hand, so that money and status cannot disagree. */
export function paymentStatus(sums: PaymentSums): PaymentStatus {
  if (sums.refunded > 0) return sums.refunded >= sums.paid ? "refunded" : "partly_refunded";
  if (sums.paid > 0 || sums.total === 0) return sums.paid >= sums.total ? "paid" : "partly_paid";
  if (sums.authorized > 0) return "authorized";
  return sums.declined ? "declined" : "pending";
}

/** What the customer still owes, minor units; negative when they paid too much. A refund does not make it due again. */
export function amountDue(sums: Pick<PaymentSums, "total" | "paid">): number {
  return sums.total - sums.paid;
}
