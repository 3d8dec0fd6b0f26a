import type { BaseIssue } from "valibot";
import { shortened } from "./quote.ts";

/** Of more values one looks into the API's description. */
const MOST_VALUES = 30;

/** What a value of each of the validator's types is called. */
const KIND: Readonly<Record<string, string>> = { string: "text", number: "a number", boolean: "true or false", Array: "a list", Object: "an object with fields", null: "null", undefined: "nothing" };

type Issue = Pick<BaseIssue<unknown>, "type" | "input" | "expected" | "received" | "requirement">;

/**
 * What to do about a value that a schema refuses and has no words of its own for: the validator's are about types, and
 * repeat all that was sent.
 */
export function issueWords({ type, input, expected, received, requirement }: Issue): string {
  // An object says by `never` that it has no such field, and by the field's name that it lacks it.
  if (type === "strict_object" || type === "object") {
    if (expected === "never") return "There is no such field. Take it out, or correct its name.";
    if (expected !== "Object") return "Send this field, too.";
  }
  switch (type) {
    case "integer":
    case "safe_integer": return "Use a whole number.";
    case "min_value": return `Use ${told(requirement)} or more.`;
    case "max_value": return `Use ${told(requirement)} or less.`;
    case "min_length": return typeof input === "string" ? `Use at least ${told(requirement)} characters.` : `Send at least ${told(requirement)}.`;
    case "max_length": return typeof input === "string" ? `Use at most ${told(requirement)} characters.` : `Send at most ${told(requirement)}.`;
    default: return `${wanted(expected)} ${received === "undefined" ? "Nothing was sent." : `${sent(input)} is something else.`}`;
  }
}

function told(requirement: unknown): string {
  return typeof requirement === "number" ? String(requirement) : "a fitting number of";
}

/** @param expected a type, a value in its quotes, or several: `("a" | "b")` */
function wanted(expected: string | null): string {
  const parts = expected?.replace(/^\((.*)\)$/su, "$1").split(" | ") ?? [];
  const values = parts.filter((part) => !(part in KIND) || part === "null").map((part) => part.replace(/^"([\w-]+)"$/u, "$1"));
  if (parts.length === 0) return "Send what the description of the API asks for.";
  if (values.length < parts.length) return `Send ${parts.map((part) => KIND[part] ?? part).join(" or ")}.`;
  return values.length > MOST_VALUES ? "Use one of the values that the description of the API lists." : values.length === 1 ? `Use ${values.join("")}.` : `Use one of ${values.join(", ")}.`;
}

function sent(input: unknown): string {
  if (typeof input === "string") return `“${shortened(input)}”`;
  if (typeof input === "number" || typeof input === "boolean" || input === null) return String(input);
  return Array.isArray(input) ? "A list" : "An object";
}
