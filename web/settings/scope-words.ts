import type { Permission } from "../../domain/role.ts";

/** What a scope allows, in words. */
export const SCOPE_WORDS: Record<Permission, string> = {
  "orders.read": "Read orders",
  "orders.create": "Place orders",
  "orders.edit": "Change orders",
  "orders.status": "Change the status",
  "orders.fulfil": "Send for fulfilment",
  "orders.delete": "Delete orders",
  "orders.restore": "Restore deleted orders",
  "prices.override": "Override prices",
  "customers.create": "Create customers",
  "imports.run": "Run imports",
  "members.manage": "Manage members",
  "api_keys.manage": "Manage API keys",
  "settings.manage": "Change the settings",
};
