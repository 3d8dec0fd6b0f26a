import * as v from "valibot";

/** Addresses of the API's own, where an organization's name would stand. */
const RESERVED: readonly string[] = ["me", "health", "reference", "openapi"];

/** An organization's short name: part of its addresses, so it stays as it is. */
export const Slug = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/u, "Use 1 to 40 small letters, digits and dashes."),
  v.check((slug) => !RESERVED.includes(slug), "This short name is taken by Quayside itself."),
);
