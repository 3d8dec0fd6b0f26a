import type { Hono } from "hono";
import type { Env, Schema } from "hono/types";
import { permissionOf } from "../../worker/identity.ts";
import type { Permission } from "../../domain/role.ts";

export interface TableRoute {
  readonly method: string;
  /** With `:params`, as mounted. */
  readonly path: string;
  /** What its first middleware asks for; undefined if the route asks for none. */
  readonly permission: Permission | undefined;
}

/** The routes that an app really has, middlewares for many left out: what tests of "every route" go through. */
export function routeTable<E extends Env, S extends Schema>(app: Hono<E, S>): TableRoute[] {
  const table = new Map<string, TableRoute>();
  for (const { method, path, handler } of app.routes) {
    if (method === "ALL") continue;
    const name = `${method} ${path}`;
    // The first handler of a route stands first in the list.
    if (!table.has(name)) table.set(name, { method, path: path.replace(/\/$/u, ""), permission: permissionOf(handler) });
  }
  return [...table.values()];
}

export const routeName = ({ method, path }: TableRoute): string => `${method} ${path}`;
