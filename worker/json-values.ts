import type { Context } from "hono";
import { ProblemError } from "../domain/problem.ts";
import type { AppEnv } from "./context.ts";

/** Twice what an order with all its lines takes. */
const MAX_VALUES = 25_000;

/**
 * A megabyte of JSON can hold half a million values, and if each is wrong each gets its sentence: an
 * answer of two hundred megabytes, made before it is known who asks. So there is an end to their number (SEC.61).
 * @throws ProblemError `payload_too_large`
 */
export async function limitValues(c: Context<AppEnv>): Promise<void> {
  let body: unknown;
  try {
    body = await c.req.json();
  } catch (error) {
    if (error instanceof SyntaxError) return; // whoever reads it says what is wrong with it
    throw error;
  }
  if (!hasAtMost(MAX_VALUES, body)) throw new ProblemError("payload_too_large", "This is more than a request may carry. Send less at once, or import a file.");
}

function hasAtMost(most: number, body: unknown): boolean {
  const open: unknown[] = [body];
  let left = most;
  for (let value = open.pop(); ; value = open.pop()) {
    if (typeof value === "object" && value !== null) {
      const inside: unknown[] = Array.isArray(value) ? value : Object.values(value);
      left -= inside.length;
      if (left < 0) return false;
      for (const one of inside) if (typeof one === "object") open.push(one);
    }
    if (open.length === 0) return true;
  }
}
