/**
 * Stands for schema libraries that hono-openapi would load if a route used them (wrangler.toml,
 * `alias`). Ours are valibot's, so they are not installed, and the runtime refuses a bundle that names them.
 */
export const JSONSchema = undefined;
