import { describeRoute, resolver } from "hono-openapi";
import type { GenericSchema } from "valibot";
import type { Permission } from "../domain/role.ts";

export const TAGS = ["Me", "Orders", "Views", "Customers", "Products", "Bulk", "Imports", "Changes", "Organization", "Members", "API keys"] as const;

export interface RouteDescription {
  readonly tag: (typeof TAGS)[number];
  /** In the imperative: "Change an order". */
  readonly summary: string;
  readonly description?: string;
  readonly permission?: Permission;
  /** The good answer; without a schema it has no body. */
  readonly answer: { readonly status?: 200 | 201 | 202 | 204; readonly schema?: GenericSchema; readonly description?: string };
}

/** Puts a route into the API's description; what every route has in common is added by `openapi.ts`. */
export function describe(d: RouteDescription) {
  const { status = 200, schema, description } = d.answer;
  const sentences = [d.description, d.permission === undefined ? undefined : `Needs the permission \`${d.permission}\`.`];
  return describeRoute({
    tags: [d.tag],
    summary: d.summary,
    description: sentences.filter((s) => s !== undefined).join(" "),
    responses: {
      [status]: {
        description: description ?? (schema ? "The answer." : "Done; nothing to say."),
        ...(schema ? { content: { "application/json": { schema: resolver(schema) } } } : {}),
      },
    },
  });
}
