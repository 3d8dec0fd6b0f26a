import type { Read } from "../../order/amount-text.ts";

/** A fraud score as somebody types it. */
export function readScore(text: string): Read<number> {
  const score = Number(text.trim());
  return /^\d{1,3}$/u.test(text.trim()) && score <= 100 ? { ok: true, value: score } : { ok: false, error: "Use a whole number from 0 to 100." };
}
