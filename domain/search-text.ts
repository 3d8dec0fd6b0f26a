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

const digitsOf = (text: string) => text.replace(/\D/gu, "");
const withoutZeros = (digits: string) => digits.replace(/^0+/u, "");

/** A phone number by its digits, and also without its first three (country code and trunk zero) or its zeros, since people type either. */
function phoneTokens(phone: string): string[] {
  const digits = digitsOf(phone);
  return digits.length > 6 ? [...new Set([digits, digits.slice(2), digits.slice(3), withoutZeros(digits)])] : digits ? [digits] : [];
}

/** The number as printed, without the prefix, without its zeros, or both: `BT0000042`, `0000042`, `42`, `BT42`. */
function numberTokens(number: string): string[] {
  const digits = /\d+$/u.exec(number)?.[0] ?? "";
  const short = withoutZeros(digits);
  return [...tokens(number), digits, short, ...tokens(number.slice(0, number.length - digits.length) + short)].filter(Boolean);
}

/** A post code by its parts and as one word, since people type either: `SW1A 1AA`, `sw1a1aa`. */
function postcodeTokens(postCode: string): string[] {
  const parts = tokens(postCode);
  return parts.length > 1 ? [...parts, parts.join("")] : parts;
}

/** The words of an order's stock codes, each once, for as many lines as it has. */
export function stockWords(codes: readonly string[]): string {
  return [...new Set(codes.flatMap(tokens))].join(" ");
}

type Searched = Pick<OrderRow, "number" | "customerName" | "company" | "customerEmail" | "customerPhone" | "reference" | "postCode" | "stockWords">;

const TOKENS = {
  number: (row: Searched) => numberTokens(row.number),
  name: (row: Pick<Searched, "customerName" | "company">) => [...tokens(row.customerName), ...tokens(row.company)],
  email: (row: Pick<Searched, "customerEmail">) => tokens(row.customerEmail),
  phone: (row: Pick<Searched, "customerPhone">) => phoneTokens(row.customerPhone),
  reference: (row: Searched) => tokens(row.reference),
  postcode: (row: Searched) => postcodeTokens(row.postCode),
  stock: (row: Searched) => row.stockWords.split(" ").filter(Boolean),
};
export type SearchField = keyof typeof TOKENS;

/** The columns of the search index, in its order. */
export const SEARCH_FIELDS = ["number", "name", "email", "phone", "reference", "postcode", "stock"] as const satisfies readonly SearchField[];

export function fieldTokens(row: Searched, field: SearchField): string[] {
  return TOKENS[field](row);
}

/** What a customer is searched by. */
export function personTokens(row: Pick<Searched, "customerName" | "company" | "customerEmail" | "customerPhone">): Record<"name" | "email" | "phone", string[]> {
  return { name: TOKENS.name(row), email: TOKENS.email(row), phone: TOKENS.phone(row) };
}

/** Words of a query, as the index has them; shorter ones than `MIN_TOKEN` are left out unless they are all there is of a number. */
export function queryTokens(query: string): string[] {
  return tokens(query).filter((t) => t.length >= MIN_TOKEN || /^\d$/u.test(t));
}

/** What a query asks for: all of these words in its field, or one of these phone numbers. Nothing if both are empty. */
export interface SearchTerms {
  readonly words: readonly string[];
  readonly phones: readonly string[];
}

const PHONE = /^\s*[+(\d][\d\s()./-]*$/u;
/** Fewer digits begin too many numbers, and are looked for as words anyway. */
const MIN_PHONE = 5;

/** @param field null for all of them at once */
export function searchTerms(query: string, field: SearchField | null): SearchTerms {
  if (field === "phone") return { words: [], phones: phoneQuery(query, MIN_TOKEN) };
  return { words: queryTokens(query), phones: field === null && PHONE.test(query) ? phoneQuery(query, MIN_PHONE) : [] };
}

/** A phone number that is typed, in each way in which `phoneTokens` may have it: with or without country code and trunk zero. */
function phoneQuery(query: string, least: number): string[] {
  const digits = digitsOf(query);
  const international = /^\s*(?:\+|00)/u.test(query) ? withoutZeros(digits) : null;
  const ways = international === null ? [digits, withoutZeros(digits)] : [international, ...[1, 2, 3].map((code) => withoutZeros(international.slice(code)))];
  // What is left of a code alone would begin any number.
  return [...new Set(ways)].filter((way, i) => way.length >= (i === 0 ? least : Math.max(least, MIN_PHONE)));
}

export function asksForNothing({ words, phones }: SearchTerms): boolean {
  return words.length === 0 && phones.length === 0;
}

/** Every word of the query begins a token of the field; or, without a field, of any field. A lone digit is a whole number, not the beginning of a tenth of them. */
export function matchesSearch(row: Searched, query: string, field: SearchField | null = null): boolean {
  const terms = searchTerms(query, field);
  if (asksForNothing(terms)) return true;
  const begins = (haystack: readonly string[]) => (t: string) => haystack.some((h) => (t.length < MIN_TOKEN ? h === t : h.startsWith(t)));
  if (terms.phones.length > 0 && terms.phones.some(begins(fieldTokens(row, "phone")))) return true;
  return terms.words.length > 0 && terms.words.every(begins(field ? fieldTokens(row, field) : SEARCH_FIELDS.flatMap((f) => fieldTokens(row, f))));
}
