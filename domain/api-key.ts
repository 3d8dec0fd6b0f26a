import * as v from "valibot";
import { Permission } from "./role.ts";
import { requiredText } from "./text.ts";

/** Every key begins so, which lets secret scanners find one that leaked. */
export const API_KEY_PREFIX = "qs_";

const DAY = 86_400_000;
/** A key that nobody renews must end some day. */
export const MAX_KEY_DAYS = 730;

/** A key as the list shows it: never the secret. Times are UTC milliseconds. */
export const ApiKey = v.object({
  id: v.string(),
  name: v.string(),
  /** The first characters, to tell keys apart. */
  start: v.string(),
  scopes: v.array(Permission),
  createdAt: v.number(),
  expiresAt: v.nullable(v.number()),
  /** To the minute. */
  lastUsedAt: v.nullable(v.number()),
});
export type ApiKey = v.InferOutput<typeof ApiKey>;

export const NewApiKey = v.strictObject({
  name: requiredText(80),
  scopes: v.pipe(v.array(Permission), v.minLength(1, "Choose at least one scope.")),
  /** UTC milliseconds; null or left out: it does not expire. */
  expiresAt: v.optional(v.nullable(v.pipe(v.number(), v.safeInteger())), null),
});
export type NewApiKey = v.InferOutput<typeof NewApiKey>;

/** Why an expiry is no good, as a sentence; null if it is. */
export function expiryRefusal(expiresAt: number | null, now: number): string | null {
  if (expiresAt === null) return null;
  if (expiresAt <= now) return "Choose a time that is still to come.";
  return expiresAt > now + MAX_KEY_DAYS * DAY ? `Choose a time within ${MAX_KEY_DAYS} days.` : null;
}
