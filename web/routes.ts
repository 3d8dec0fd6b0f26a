import type { Component } from "solid-js";
import type { Permission } from "../domain/role.ts";

/** One page inside an organization. `path` follows `/o/:org`. */
export interface PageRoute {
  readonly path: string;
  /** For the document's title until the page has said its own. */
  readonly title: string;
  /** Without it the page says so instead. */
  readonly permission?: Permission;
  readonly load: () => Promise<Component>;
}

/** The pages as data: the router is made of it, and so are the tests that visit every page. */
export const pages: readonly PageRoute[] = [
  { path: "/orders", title: "Orders", permission: "orders.read", load: () => import("./orders/orders-page.tsx").then((m) => m.OrdersPage) },
  { path: "/orders/new", title: "New order", permission: "orders.create", load: () => import("./new-order/new-order-page.tsx").then((m) => m.NewOrderPage) },
  { path: "/orders/:id", title: "Order", permission: "orders.read", load: () => import("./order/order-page.tsx").then((m) => m.OrderPage) },
  { path: "/imports", title: "Imports", permission: "orders.read", load: () => import("./imports/imports-page.tsx").then((m) => m.ImportsPage) },
  { path: "/imports/:id", title: "Import", permission: "orders.read", load: () => import("./imports/import-page.tsx").then((m) => m.ImportPage) },
  { path: "/settings/members", title: "Members", permission: "members.manage", load: () => import("./settings/members-page.tsx").then((m) => m.MembersPage) },
  { path: "/settings/api-keys", title: "API keys", permission: "api_keys.manage", load: () => import("./settings/api-keys-page.tsx").then((m) => m.ApiKeysPage) },
  { path: "/settings/sessions", title: "Your sessions", load: () => import("./settings/sessions-page.tsx").then((m) => m.SessionsPage) },
];

export const SIGN_IN = "/sign-in";
export const ORGANIZATION = "/o/:org";

/** Fetches the code of an address's page at once, beside what the page will wait for anyway: who is signed in. */
export function preloadPage(pathname: string): void {
  const [, path] = /^\/o\/[^/]+(\/.+?)\/?$/u.exec(pathname) ?? [];
  const fits = (page: PageRoute) => new RegExp(`^${page.path.replaceAll(/:[a-z]+/gu, "[^/]+")}$`, "u").test(path ?? "");
  // A failure shows where the page is drawn, which asks again.
  void pages.find(fits)?.load().catch(() => undefined);
}
