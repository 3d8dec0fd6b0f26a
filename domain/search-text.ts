/**
 * Search looks for tokens by prefix, in the database (FTS5) and in the open grid
 * alike. Both use the tokens made here, written in plain ASCII, so that SQLite's
 * tokenizer has nothing left to decide and the two cannot disagree.
 */
import type { OrderRow } from "./order.ts";

/** A shorter word would match most of a million orders and help nobody. */
export const MIN_TOKEN = 2;
const MAX_TOKENS = 64;

/** Lower case, without accents, split at everything that is no letter or digit; other scripts as `z` + 5 hex digits a character. */
export function tokens(text: string): string[] {
  const folded = text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "");
  const result: string[] = [];
  for (const word of folded.match(/[\p{L}\p{N}]+/gu) ?? []) {
    let token = "";
    for (const char of word) token += /[a-z0-9]/u.test(char) ? char : `z${(char.codePointAt(0) ?? 0).toString(16).padStart(5, "0")}`;
    result.push(token);
    if (result.length === MAX_TOKENS) break;
  }
  return result;
}

/** A phone number by its digits, and also without its first three (country code and trunk zero), since people type either. */
function phoneTokens(phone: string): string[] {
  const digits = phone.replace(/\D/gu, "");
  return digits.length > 6 ? [digits, digits.slice(2), digits.slice(3)] : digits ? [digits] : [];
}

/** The number as printed, without the prefix, and without its zeros: `BT0000042`, `0000042`, `42`. */
function numberTokens(number: string): string[] {
  const whole = tokens(number);
  const digits = /\d+$/u.exec(number)?.[0] ?? "";
  return [...whole, digits, digits.replace(/^0+/u, "")].filter(Boolean);
}

/** A post code by its parts and as one word, since people type either: `SW1A 1AA`, `sw1a1aa`. */
function postTokens(postCode: string): string[] {
  const parts = tokens(postCode);
  return parts.length > 1 ? [...parts, parts.join("")] : parts;
}

/** The words of an order's stock codes, each once, for as many lines as it has. */
export function stockWords(codes: readonly string[]): string {
  return [...new Set(codes.flatMap(tokens))].join(" ");
}

/** The columns of the search index, in its order. */
export const SEARCH_FIELDS = ["number", "name", "email", "phone", "reference", "post", "stock"] as const;
export type SearchField = (typeof SEARCH_FIELDS)[number];

type Searched = Pick<OrderRow, "number" | "customerName" | "company" | "customerEmail" | "customerPhone" | "reference" | "postCode" | "stockWords">;

export function searchTokens(row: Searched): Record<SearchField, string[]> {
  return {
    number: numberTokens(row.number),
    name: [...tokens(row.customerName), ...tokens(row.company)],
    email: tokens(row.customerEmail),
    phone: phoneTokens(row.customerPhone),
    reference: tokens(row.reference),
    post: postTokens(row.postCode),
    stock: row.stockWords === "" ? [] : row.stockWords.split(" "),
  };
}

/** Words of a query, as the index has them; shorter ones than `MIN_TOKEN` are left out unless they are all there is of a number. */
export function queryTokens(query: string): string[] {
  return tokens(query).filter((t) => t.length >= MIN_TOKEN || /^\d$/u.test(t));
}

/** Every word of the query begins a token of the field; or, without a field, of any field. A lone digit is a whole number, not the beginning of a tenth of them. */
export function matchesSearch(row: Searched, query: string, field?: SearchField): boolean {
  const all = searchTokens(row);
  const haystack = field ? all[field] : SEARCH_FIELDS.flatMap((f) => all[f]);
  return queryTokens(query).every((t) => haystack.some((h) => (t.length < MIN_TOKEN ? h === t : h.startsWith(t))));
}
