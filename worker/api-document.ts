import type { generateSpecs } from "hono-openapi";

/** The API's description, as OpenAPI 3.1. */
export type ApiDocument = Awaited<ReturnType<typeof generateSpecs>>;
export type Operation = NonNullable<ApiDocument["paths"][string]["get"]>;

export const METHODS = ["get", "post", "put", "patch", "delete"] as const;
