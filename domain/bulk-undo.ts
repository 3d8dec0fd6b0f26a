import type { BulkJobView } from "./bulk-job.ts";

/** Where a job stands. */
type Counted = Pick<BulkJobView, "state" | "total" | "done" | "unchanged" | "failed">;

export function isBulkOver({ state }: Pick<BulkJobView, "state">): boolean {
  return state === "done" || state === "failed" || state === "cancelled";
}

/** Orders that a job has not come to. */
export function notTried({ total, done, unchanged, failed }: Omit<Counted, "state">): number {
  return total - done - unchanged - failed;
}

/** What undoing comes to: `all`, what an earlier undo did not come to, or nothing, for this reason. */
export type UndoPlan = { readonly kind: "all" | "rest" } | { readonly refused: string };

/**
 * Whether a bulk action is undone, and how much of it (E8.9). One whose undo was cancelled or failed
 * halfway goes on with the rest.
 * @param previous the job that undid it last, null if none did
 */
export function planUndo(of: Counted & Pick<BulkJobView, "act">, previous: Counted | null): UndoPlan {
  if (of.act === "send") return { refused: "Orders that were sent for fulfilment cannot be called back here. Tell the warehouse." };
  if (!isBulkOver(of)) return { refused: "This is not over yet. Cancel it first, or wait for its end." };
  if (of.done === 0) return { refused: "This changed no order, so there is nothing to undo." };
  if (previous === null) return { kind: "all" };
  if (!isBulkOver(previous)) return { refused: "This is being undone at this moment." };
  return notTried(previous) > 0 ? { kind: "rest" } : { refused: "This was undone already." };
}
