import type { Order, OrderLine } from "../../domain/order.ts";
import { filterOptions } from "../ui/filter-options.ts";
import { readQuantity } from "./amount-text.ts";
import type { OrderPageDraft } from "./order-draft.ts";

/** A line as the table shows it: as it stands, or as it is drafted. */
export interface LineView {
  readonly id: string;
  readonly stockCode: string;
  readonly description: string;
  readonly unitPrice: number;
  /** As typed. */
  readonly quantity: string;
  /** What stands in the order; null for a line that is not in it (yet, or any more). */
  readonly stands: OrderLine | null;
  /** `gone`: a colleague removed it while its quantity was drafted. */
  readonly state: "same" | "changed" | "removed" | "added" | "gone";
  /** Minor units, after the draft; null while the quantity is none. */
  readonly total: number | null;
}

/** Lines of the order, then drafted ones that a colleague removed, then those that are being added. */
export function lineViews(order: Order, draft: OrderPageDraft): ReadonlyMap<string, LineView> {
  const views = new Map<string, LineView>();
  for (const line of order.lines) {
    const mine = draft.lines[line.id];
    const quantity = mine?.op === "set" ? mine.quantity : String(line.quantity);
    const state = mine?.op === "set" ? "changed" : mine?.op === "remove" ? "removed" : "same";
    views.set(line.id, view(line, quantity, line, state));
  }
  for (const [id, mine] of Object.entries(draft.lines)) {
    if (views.has(id)) continue;
    if (mine.op === "set") views.set(id, view(mine.line, mine.quantity, null, "gone"));
    if (mine.op === "add") views.set(id, view({ id, ...mine }, mine.quantity, null, "added"));
  }
  return views;
}

function view(line: Pick<OrderLine, "id" | "stockCode" | "description" | "unitPrice">, quantity: string, stands: OrderLine | null, state: LineView["state"]): LineView {
  const read = readQuantity(quantity);
  // What stands may be a quantity that nobody could type now: an import may hold returns.
  const count = read.ok ? read.value : stands && quantity === String(stands.quantity) ? stands.quantity : null;
  const { id, stockCode, description, unitPrice } = line;
  return { id, stockCode, description, unitPrice, quantity, stands, state, total: state === "removed" ? 0 : count === null ? null : count * unitPrice };
}

/** Ids of lines that have every word in code or description. */
export function findLines(views: ReadonlyMap<string, LineView>, text: string): readonly string[] {
  return filterOptions([...views.keys()], (id) => `${views.get(id)?.stockCode} ${views.get(id)?.description}`, text);
}
