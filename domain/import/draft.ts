import type { Address, OrderType } from "../order.ts";
import type { OrderStatus } from "../order-status.ts";
import type { PaymentMethod, PaymentStatus } from "../payment-status.ts";
import type { DateOrder } from "./date.ts";
import type { DecimalMark } from "./amount.ts";
import type { Mapping } from "./field.ts";
import type { Names } from "./names.ts";

/** One record of the file. */
export interface FileRow {
  /** 1 is the first row after the header; blank rows count, so that it can be found in an editor. */
  readonly number: number;
  readonly cells: readonly string[];
  /** Why it is no row of this table at all (ragged, quotes out of balance), or null. */
  readonly broken: string | null;
}

/** How cells become values. */
export interface Reading {
  readonly mapping: Mapping;
  readonly dateOrder: DateOrder;
  readonly decimal: DecimalMark;
  /** The organization's, and the digits after the mark that it has. */
  readonly currency: string;
  readonly digits: number;
  readonly timeZone: string;
  readonly names: Names;
  /** The file is one of rejected rows that we wrote, whose formula guards come off again. */
  readonly guarded: boolean;
}

export interface DraftLine {
  readonly stockCode: string;
  readonly description: string;
  readonly quantity: number;
  /** Minor units. */
  readonly unitPrice: number;
}

/** Who the file says bought. */
export interface DraftCustomer {
  /** The customer's id in the file, or one made of name and address; null if only the e-mail tells who it is, or nothing does. */
  readonly externalId: string | null;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly company: string;
  /** Nothing at all is known of them. */
  readonly guest: boolean;
}

/** An order as the file has it: every value read and every name found, but nothing of it looked up in the database. Minor units. */
export interface Draft {
  readonly externalId: string;
  /** Of what the file says: the same for the same file under whatever defaults. */
  readonly hash: string;
  readonly rows: readonly FileRow[];
  /** UTC milliseconds. */
  readonly placedAt: number;
  readonly customer: DraftCustomer;
  readonly delivery: Address | null;
  readonly billing: Address | null;
  readonly status: OrderStatus | null;
  readonly channelId: string | null;
  readonly csrId: string | null;
  readonly agentId: string | null;
  readonly micrositeId: string | null;
  readonly trackingNumber: string;
  readonly trackingUrl: string;
  readonly orderType: OrderType;
  readonly fraudScore: number | null;
  readonly reference: string;
  readonly tags: readonly string[];
  readonly note: string;
  readonly paymentMethod: PaymentMethod | null;
  readonly paymentStatus: PaymentStatus | null;
  readonly paidAmount: number | null;
  readonly refundedAmount: number | null;
  /** Of the whole order, `lineFees` included. */
  readonly fee: number;
  /** Fees that stand in each row and are added up. */
  readonly lineFees: number;
  readonly discount: number;
  readonly lines: readonly DraftLine[];
}

/** A row that stays out, with the reason in words. */
export interface Reject {
  readonly row: FileRow;
  readonly reason: string;
}
