import IconInbox from "~icons/lucide/inbox";
import IconKey from "~icons/lucide/key-round";
import IconPackage from "~icons/lucide/package-2";
import IconUsers from "~icons/lucide/users";
import type { Permission } from "../../domain/role.ts";
import type { Icon } from "../ui/icon.ts";

export interface NavigationEntry {
  readonly path: string;
  readonly label: string;
  readonly icon: Icon;
  readonly permission: Permission;
  readonly shortcut: string;
}

/** What one does all day. */
export const work: readonly NavigationEntry[] = [
  { path: "/orders", label: "Orders", icon: IconPackage, permission: "orders.read", shortcut: "g o" },
  { path: "/imports", label: "Imports", icon: IconInbox, permission: "orders.read", shortcut: "g i" },
];

export const settings: readonly NavigationEntry[] = [
  { path: "/settings/members", label: "Members", icon: IconUsers, permission: "members.manage", shortcut: "g m" },
  { path: "/settings/api-keys", label: "API keys", icon: IconKey, permission: "api_keys.manage", shortcut: "g k" },
];
