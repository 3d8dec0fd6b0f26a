import { MAX_QUANTITY, MAX_UNIT_PRICE } from "../order.ts";
import { cut } from "../text.ts";

/** A cell's value, or why it has none, in words for the person who must correct the file. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

export type DecimalMark = "." | ",";

export const ok = <T>(value: T): Parsed<T> => ({ ok: true, value });
export const no = (reason: string): { readonly ok: false; readonly reason: string } => ({ ok: false, reason });

const PLAIN = { ".": /^[+-]?(\d+|\d{1,3}(,\d{3})+)?(\.\d*)?$/u, ",": /^[+-]?(\d+|\d{1,3}(\.\d{3})+)?(,\d*)?$/u } as const;
const MARK_NAME = { ".": "a decimal point", ",": "a decimal comma" } as const;

/** Nearly every cell: nothing to take off. An import reads hundreds of thousands. */
const SIMPLE = /^-?\d+(?:\.\d+)?$/u;

const SIGN = /^([+-]?)([A-Z]{0,2}\p{Sc}|[A-Z]{3}(?=[\s\d+-]))\s*|\s*(\p{Sc}|(?<=[\s\d])[A-Z]{3})$/gu;

/** Currency signs and codes at either end, and blanks or apostrophes between thousands. */
function withoutCurrency(text: string): string {
  return text.replace(SIGN, "$1").replace(/(?<=\d)[\s'’](?=\d{3}(?:\D|$))/gu, "");
}

const signs = new Map<string, ReadonlySet<string>>();

/** How amounts of a currency are marked: GBP and £, USD, $ and US$. */
function signsOf(currency: string): ReadonlySet<string> {
  const known = signs.get(currency);
  if (known) return known;
  const shown = (["code", "symbol", "narrowSymbol"] as const).map((currencyDisplay) => new Intl.NumberFormat("en", { style: "currency", currency, currencyDisplay }).formatToParts(0).find((p) => p.type === "currency")?.value ?? "");
  const narrow = shown[2] ?? "";
  const found = new Set([...shown, `${currency.slice(0, 2)}${narrow}`]);
  signs.set(currency, found);
  return found;
}

/** The mark of another currency that a cell bears: read as our own, it would be wrong by the exchange rate and look right. */
function foreignSign(text: string, currency: string): string | null {
  if (SIMPLE.test(text)) return null;
  for (const [, , before, after] of text.matchAll(SIGN)) {
    const sign = before ?? after ?? "";
    if (!signsOf(currency).has(sign)) return sign;
  }
  return null;
}

/**
 * Sign, digits before and after the mark. Never guesses: a number written the other
 * way is refused, because 1,500 read as 1.5 would be believed.
 */
function digitsOf(text: string, mark: DecimalMark): { negative: boolean; whole: string; fraction: string } | null {
  const trimmed = text.trim();
  const bare = SIMPLE.test(trimmed) ? trimmed : withoutCurrency(trimmed);
  if (!/\d/u.test(bare) || !PLAIN[mark].test(bare)) return null;
  const unsigned = bare.replace(/^[+-]/u, "");
  const at = unsigned.indexOf(mark);
  const whole = (at === -1 ? unsigned : unsigned.slice(0, at)).replace(/[.,]/gu, "");
  return { negative: bare.startsWith("-"), whole: whole || "0", fraction: at === -1 ? "" : unsigned.slice(at + 1).replace(/0+$/u, "") };
}

/**
 * An amount of money in minor units, exact: no float between.
 * @param what names the column in the reason
 * @param digits after the mark that the currency has
 * @param currency the organization's; a cell that is marked with another one is refused
 */
export function parseAmount(text: string, what: string, mark: DecimalMark, digits: number, currency: string): Parsed<number> {
  const foreign = foreignSign(text.trim(), currency);
  if (foreign !== null) return no(`${what}: “${short(text)}” is marked ${foreign}, but this organization's orders are in ${currency}.`);
  const number = digitsOf(text, mark);
  if (!number) return no(`${what}: “${short(text)}” is not an amount with ${MARK_NAME[mark]}.`);
  if (number.fraction.length > digits) return no(`${what}: “${short(text)}” has more than ${digits} digits after the decimal mark, which this currency does not.`);
  if (number.whole.length > 15) return no(`${what}: “${short(text)}” is too large.`);
  const minor = Number(number.whole + number.fraction.padEnd(digits, "0"));
  if (number.negative && minor !== 0) return no(`${what}: “${short(text)}” is negative.`);
  if (minor > MAX_UNIT_PRICE) return no(`${what}: “${short(text)}” is too large.`);
  return ok(minor);
}

/** Whole pieces, at least one. */
export function parseQuantity(text: string, mark: DecimalMark): Parsed<number> {
  const number = digitsOf(text, mark);
  if (!number) return no(`Quantity: “${short(text)}” is not a number.`);
  if (number.negative) return no(`Quantity: ${short(text)} is negative, so this is a return. Returns are not imported as orders.`);
  if (number.fraction !== "") return no(`Quantity: “${short(text)}” is not a whole number.`);
  const value = number.whole.length > 15 ? Number.POSITIVE_INFINITY : Number(number.whole);
  if (value === 0) return no("Quantity: 0 pieces cannot be ordered.");
  if (value > MAX_QUANTITY) return no(`Quantity: “${short(text)}” is more than ${MAX_QUANTITY}.`);
  return ok(value);
}

/** The mark that the file's amounts speak for; a point if they say nothing. */
export function guessDecimal(samples: readonly string[]): DecimalMark {
  let comma = 0;
  let point = 0;
  for (const sample of samples) {
    const fits = { point: digitsOf(sample, ".") !== null, comma: digitsOf(sample, ",") !== null };
    if (fits.comma && !fits.point) comma++;
    else if (fits.point && !fits.comma) point++;
    // Both readings are possible (1.500, 12,50 cannot be): two digits after the last mark are a fraction.
    else if (/,\d{2}$/u.test(sample.trim())) comma++;
  }
  return comma > point ? "," : ".";
}

/** Enough of a cell to find it again; a reason must stay readable. */
export function short(text: string): string {
  const line = text.replace(/\s+/gu, " ").trim();
  return line.length > 40 ? `${cut(line, 39)}…` : line;
}
