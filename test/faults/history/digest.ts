import { createHash } from "node:crypto";
import type { Change } from "../../../domain/change.ts";

/** Read from the order as it is now, and so no part of what was logged. */
const NOT_LOGGED = new Set(["customerName", "customerEmail", "customerPhone", "company", "postCode", "noteStart", "stockWords"]);

/** Equal for equal changes, whatever the order of their fields: so that a history remembers what was said without keeping it. */
export function digestOf(change: Change): string {
  return createHash("sha256").update(JSON.stringify(sorted(change))).digest("base64url").slice(0, 12);
}

/** The same value with its fields in the order of the alphabet, those left out that the log has not. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !NOT_LOGGED.has(name))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
}

export function equal(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}
