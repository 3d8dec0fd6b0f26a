import * as v from "valibot";
import type { Change } from "../../domain/change.ts";
import { Order, OrderLine } from "../../domain/order.ts";

export interface AppliedChange {
  readonly order: Order;
  /** What the page shows as just changed: keys of `Order`, and `lines.<id>` for a line. */
  readonly fields: readonly string[];
  /** Something of it is not in the log (an address, payments): read the order again. */
  readonly reread: boolean;
}

/** Kept by reference or derived elsewhere, so that the change alone does not say what the page shows. */
const NEEDS_READ = new Set(["deliveryAddressId", "billingAddressId", "paid", "refunded"]);

/** Fields of the page that are not in the list's row. */
const BEYOND_ROW = ["subtotal", "discount", "fee", "tax", "refunded", "note", "deliveryAddressId", "billingAddressId"] as const;

/**
 * The order after one entry of the log, or null if it is known already (its version is not higher). After a hole
 * in the versions, or when the lines do not add up, nothing is guessed: what fits is shown and `reread` is true.
 */
export function applyChange(order: Order, change: Change): AppliedChange | null {
  if (change.entity !== "order" || change.entityId !== order.id || change.version <= order.version) return null;
  const { row } = change;
  if (row === null) return { order, fields: [], reread: true };
  const next: Order = { ...order, ...row };
  let reread = change.version !== order.version + 1;
  for (const key of BEYOND_ROW) {
    const pair = change.patch[key];
    if (pair === undefined) continue;
    const parsed = v.safeParse(v.pick(Order, [key]), { [key]: pair[1] });
    if (parsed.success) Object.assign(next, parsed.output);
    else reread = true;
  }
  next.lines = applyLines(order.lines, change);
  const keys = Object.keys(change.patch);
  if (keys.some((key) => NEEDS_READ.has(key)) || next.lines.length !== row.lineCount || sumOf(next.lines) !== next.subtotal) reread = true;
  return { order: next, fields: [...new Set(keys.map(fieldOf))], reread };
}

/** `lines.<id>.quantity` is shown on the line. */
function fieldOf(key: string): string {
  return key.startsWith("lines.") ? key.split(".").slice(0, 2).join(".") : key;
}

function applyLines(lines: readonly OrderLine[], change: Change): OrderLine[] {
  let result = [...lines];
  for (const [key, [, now]] of Object.entries(change.patch)) {
    const [root, id, part] = key.split(".");
    if (root !== "lines" || id === undefined) continue;
    const at = result.findIndex((line) => line.id === id);
    const line = result[at];
    if (part === undefined && now === null) result = result.filter((one) => one.id !== id);
    else if (part === undefined) {
      const added = v.safeParse(OrderLine, now);
      if (added.success && !line) result.push(added.output);
    } else if (line && (part === "quantity" || part === "unitPrice") && typeof now === "number") {
      const changed = { ...line, [part]: now };
      result[at] = { ...changed, total: changed.quantity * changed.unitPrice };
    }
  }
  return result;
}

function sumOf(lines: readonly OrderLine[]): number {
  return lines.reduce((sum, line) => sum + line.total, 0);
}
