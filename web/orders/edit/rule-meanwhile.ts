import type { OrderRow } from "../../../domain/order.ts";
import type { EditableField } from "../row-edit.ts";

export interface RuleMeanwhile {
  readonly text: string;
  /** Nothing can be saved here any more. */
  readonly closes: boolean;
}

/** A rule that has begun to hold since an editor of the list was opened (N3), in a sentence; undefined if none has. */
export function ruleMeanwhile(begun: OrderRow, now: OrderRow, field: EditableField, may: boolean): RuleMeanwhile | undefined {
  if (!may) return { text: "Your role does not allow this change any more.", closes: true };
  if (now.deletedAt !== null) return { text: "This order was deleted meanwhile.", closes: true };
  const open = field === "statusId" ? "" : " This can still be saved.";
  if (now.stage === "cancelled" && begun.stage !== "cancelled") return { text: `This order was cancelled meanwhile.${open}`, closes: false };
  if (now.sentAt !== null && begun.sentAt === null) return { text: `This order was sent for fulfilment meanwhile.${open}`, closes: false };
  return undefined;
}
