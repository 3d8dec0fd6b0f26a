import IconCircleDot from "~icons/lucide/circle-dot";
import IconPackage from "~icons/lucide/package-check";
import IconRestore from "~icons/lucide/archive-restore";
import IconTag from "~icons/lucide/tag";
import IconTrash from "~icons/lucide/trash-2";
import IconTruck from "~icons/lucide/truck";
import IconUser from "~icons/lucide/user";
import { BULK_NEEDS } from "../../domain/bulk.ts";
import type { BulkTarget } from "../../domain/bulk.ts";
import type { BulkKind } from "../../domain/bulk-job.ts";
import { showsDeleted } from "../../domain/filter.ts";
import { DEFAULT_VIEW, printView, viewFilter } from "../../domain/filter-url.ts";
import type { View } from "../../domain/filter-url.ts";
import type { Permission } from "../../domain/role.ts";
import type { OrdersStore } from "../orders/orders-store.ts";
import type { Icon } from "../ui/icon.ts";
import type { MenuEntry } from "../ui/menu.tsx";
import { ACT_NAME } from "./bulk-words.ts";

export interface BulkAct {
  readonly kind: BulkKind;
  readonly icon: Icon;
  /** While orders are chosen. */
  readonly keys: string;
  /** On the bar; the whole name is its label. */
  readonly short: string;
}

const ACTS: readonly BulkAct[] = [
  { kind: "status", icon: IconCircleDot, keys: "alt+s", short: "Status" },
  { kind: "csr", icon: IconUser, keys: "alt+c", short: "CSR" },
  { kind: "agent", icon: IconTruck, keys: "alt+a", short: "Agent" },
  { kind: "tags", icon: IconTag, keys: "alt+t", short: "Tags" },
  { kind: "send", icon: IconPackage, keys: "alt+g", short: "Send" },
  { kind: "delete", icon: IconTrash, keys: "alt+backspace", short: "Delete" },
];
/** What can be done to deleted orders. */
const RESTORE: readonly BulkAct[] = [{ kind: "restore", icon: IconRestore, keys: "alt+r", short: "Restore" }];

export const ALL_ACTS: readonly BulkAct[] = [...ACTS, ...RESTORE];

/** What can be done with the orders of a list. */
export function actsIn(view: View): readonly BulkAct[] {
  return showsDeleted(viewFilter(view)) ? RESTORE : ACTS;
}

type May = (permission: Permission) => boolean;

/** Why this person cannot do it; undefined if they can. */
export function actBlocked(kind: BulkKind, may: May): string | undefined {
  return may(BULK_NEEDS[kind]) ? undefined : "Your role does not allow it.";
}

/** The same acts in a menu. */
export function actEntries(view: View, may: May, begin: (kind: BulkKind) => void, withKeys: boolean): readonly MenuEntry[] {
  return actsIn(view).map(({ kind, icon, keys }) => ({
    label: ACT_NAME[kind],
    icon,
    ...(withKeys ? { shortcut: keys } : {}),
    blocked: actBlocked(kind, may),
    danger: kind === "delete",
    onSelect: () => begin(kind),
  }));
}

type Chosen = Pick<OrdersStore, "selection" | "count" | "view">;

/** How many orders are chosen; null where only reading all would tell. */
export function chosenCount({ selection, count }: Chosen): number | null {
  return selection().all === true ? count() : selection().ids.size;
}

/** “3 selected”; "" if nothing is. @param count as the organization writes numbers */
export function chosenText(of: Chosen, count: (n: number) => string): string {
  const { ids, all } = of.selection();
  const chosen = chosenCount(of);
  if (chosen === null) return "All that match selected";
  return ids.size === 0 ? "" : `${all ? "All " : ""}${count(chosen)} selected`;
}

/** The orders that are chosen now: what is chosen afterwards changes nothing any more. */
export function chosenOrders({ selection, view }: Chosen): Omit<BulkTarget, "kind"> {
  const { ids, all } = selection();
  // Which orders, without how they are shown.
  return all ? { query: printView({ ...DEFAULT_VIEW, quick: view().quick, filter: view().filter }).toString() } : { ids: [...ids] };
}
