import * as v from "valibot";
import { minorDigits } from "../../domain/money.ts";
import { Amount, Quantity } from "../../domain/order-edit.ts";

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };

const signs = new Map<string, { group: string; decimal: string }>();

function signsOf(locale: string): { group: string; decimal: string } {
  let found = signs.get(locale);
  if (!found) {
    const parts = new Intl.NumberFormat(locale).formatToParts(12_345.6);
    const of = (type: string, fallback: string) => parts.find((p) => p.type === type)?.value ?? fallback;
    found = { group: of("group", ","), decimal: of("decimal", ".") };
    signs.set(locale, found);
  }
  return found;
}

/** An amount as a box for typing shows it, without currency or grouping: 1250 → `12.50`. @param minor minor units */
export function amountText(minor: number, currency: string, locale: string): string {
  const digits = minorDigits(currency);
  const text = (minor / 10 ** digits).toFixed(digits);
  return text.replace(".", signsOf(locale).decimal);
}

/**
 * An amount as somebody types it: `12.5`, `£1,200`, `12,50` where the comma is the decimal sign, or where it can
 * only be one. Never by floating point: `1.005` of a two-digit currency is refused, not rounded.
 */
export function readAmount(typed: string, currency: string, locale: string): Read<number> {
  const bad = { ok: false, error: "Use an amount such as 12.50." } as const;
  const { group, decimal } = signsOf(locale);
  const bare = typed.replaceAll(/[\s\u00a0\u202f\p{Sc}]/gu, "");
  if (bare === "") return { ok: true, value: 0 };
  const digits = minorDigits(currency);
  const other = decimal === "." ? "," : ".";
  // The other sign is the decimal one when what follows it cannot be a group of three.
  const loose = !bare.includes(decimal) && /^\d*[.,]\d{1,2}$/u.test(bare);
  const plain = loose ? bare.replace(other, ".") : bare.replaceAll(group, "").replaceAll(other, "").replace(decimal, ".");
  const parts = /^(\d{0,12})(?:\.(\d*))?$/u.exec(plain);
  if (!parts || !/\d/u.test(plain)) return bad;
  const [, whole = "", rest = ""] = parts;
  if (rest.length > digits) return { ok: false, error: digits === 0 ? "Use whole amounts." : `Use at most ${digits} digits after the point.` };
  return read(Amount, Number(whole + rest.padEnd(digits, "0")));
}

/** A quantity as somebody types it, by the same limits as the server's. */
export function readQuantity(typed: string): Read<number> {
  const text = typed.trim();
  if (text === "") return { ok: false, error: "Use at least 1." };
  if (!/^[+-]?\d{1,15}$/u.test(text)) return { ok: false, error: "Use a whole number." };
  return read(Quantity, Number(text));
}

function read(schema: typeof Amount | typeof Quantity, value: number): Read<number> {
  const result = v.safeParse(schema, value);
  return result.success ? { ok: true, value: result.output } : { ok: false, error: result.issues[0].message };
}
