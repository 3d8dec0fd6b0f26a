import * as v from "valibot";

/** The one table of who may do what. An API key holds permissions directly, as its scopes. */
export const PERMISSIONS = [
  "orders.read",
  "orders.create",
  "orders.edit",
  "orders.status",
  "orders.fulfil",
  "orders.delete",
  "orders.restore",
  "prices.override",
  "customers.create",
  "imports.run",
  "members.manage",
  "api_keys.manage",
  "settings.manage",
] as const;
export const Permission = v.picklist(PERMISSIONS);
export type Permission = v.InferOutput<typeof Permission>;

export const ROLES = ["superadmin", "admin", "csr", "fulfilment", "viewer"] as const;
export const Role = v.picklist(ROLES);
export type Role = v.InferOutput<typeof Role>;

export const ROLE_NAME: Record<Role, string> = {
  superadmin: "SuperAdmin",
  admin: "Admin",
  csr: "CSR",
  fulfilment: "Fulfilment",
  viewer: "Viewer",
};

const CSR_MAY: readonly Permission[] = [
  "orders.read",
  "orders.create",
  "orders.edit",
  "orders.status",
  "orders.fulfil",
  "customers.create",
  "imports.run",
];

export const ROLE_PERMISSIONS: Record<Role, readonly Permission[]> = {
  superadmin: PERMISSIONS,
  admin: PERMISSIONS.filter((p) => p !== "orders.restore"),
  csr: CSR_MAY,
  fulfilment: ["orders.read", "orders.status", "orders.fulfil"],
  viewer: ["orders.read"],
};

export function may(held: readonly Permission[], needed: Permission): boolean {
  return held.includes(needed);
}
