/**
 * Search looks for tokens by prefix, in the database (FTS5) and in the open grid
 * alike. Both use the tokens made here, written in plain ASCII, so that SQLite's
 * tokenizer has nothing left to decide and the two cannot disagree.
 */
import { folded, foldedWords } from "./fold.ts";
import type { OrderRow } from "./order.ts";
import { phoneTokens, phoneWays } from "./phone-text.ts";

/** A shorter word would match most of a million orders and help nobody. */
export const MIN_TOKEN = 2;
const MAX_TOKENS = 64;

/** In small letters, without accents, split at everything that is no letter or digit; other scripts as `z` + 5 hex digits a character. */
export function tokens(text: string): string[] {
  return foldedWords(text).slice(0, MAX_TOKENS).map((word) => word.replace(/[^a-z0-9]/gu, (char) => `z${(char.codePointAt(0) ?? 0).toString(16).padStart(5, "0")}`));
}

const withoutZeros = (digits: string) => digits.replace(/^0+/u, "");

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

/** Ways to write one word: of one of them, each token begins a token of the field. */
export type Spellings = readonly (readonly string[])[];

/** The query as a whole: as a phone number or a post code begins, or an order's number to its last digit. */
export interface Whole {
  readonly field: "phone" | "postcode" | "number";
  readonly token: string;
}

/** What a query asks for: all of these words in its field, or one of these in place of them. Nothing if both are empty. */
export interface SearchTerms {
  readonly words: readonly Spellings[];
  readonly wholes: readonly Whole[];
}

/** An order's number as people type it: `42`, `0042`, `BT42`, `bt 0042`, `#BT-0000042`. Its letters may be no prefix of ours. */
export function typedNumber(query: string): { readonly letters: string; readonly zeros: string; readonly digits: string } | null {
  const [, letters = "", zeros = "", digits = ""] = /^[^a-z\d]*([a-z]*)[^a-z\d]*(0*)([1-9]\d*)[^a-z\d]*$/u.exec(folded(query)) ?? [];
  return digits === "" ? null : { letters, zeros, digits };
}

const PHONE = /^\s*[+(\d][\d\s()./-]*$/u;
/** Fewer digits begin too many numbers, and are looked for as words anyway. */
const MIN_PHONE = 5;
/** Letters and digits of a post code, from so many on and at most. */
const POST_CODE = /^(?=.*\d)[a-z0-9]{3,10}$/u;

/** @param field null for all of them at once */
export function searchTerms(query: string, field: SearchField | null): SearchTerms {
  const phones = field === "phone" ? phoneWays(query, MIN_TOKEN) : field === null && PHONE.test(query) ? phoneWays(query, MIN_PHONE) : [];
  // Typed with a space where it may be stored without one.
  const parts = field === null || field === "postcode" ? tokens(query) : [];
  const postCode = parts.join("");
  // With some of its zeros only, which no word of the index begins with.
  const number = field === null || field === "number" ? typedNumber(query) : null;
  return {
    words: field === "phone" ? [] : queryWords(query),
    wholes: [
      ...phones.map((token) => ({ field: "phone" as const, token })),
      ...(parts.length > 1 && POST_CODE.test(postCode) ? [{ field: "postcode" as const, token: postCode }] : []),
      ...(number && number.zeros !== "" ? [{ field: "number" as const, token: number.letters + number.digits }] : []),
    ],
  };
}

/** Whether a token must be all of a word, not its beginning: a lone letter or digit begins a tenth of them (100 ms at a million), and `0042` is not 420. */
export function isWholeWord(token: string, field: Whole["field"] | null): boolean {
  return token.length < MIN_TOKEN || field === "number";
}

/** Letters and digits, and what stands between them in O’Brien. */
const QUERY_WORD = /[\p{L}\p{N}'’‘`′]+/gu;

/** Words that are too short are left out, unless they are a digit. */
function queryWords(query: string): Spellings[] {
  const chunks = folded(query).match(QUERY_WORD)?.slice(0, MAX_TOKENS) ?? [];
  return chunks.flatMap((chunk) => {
    const parts = tokens(chunk);
    const words = parts.filter((t) => t.length >= MIN_TOKEN || /^\d$/u.test(t));
    if (words.length === 0) return [];
    const [word] = words;
    return parts.length === 1 && word !== undefined ? [[[word], ...aroundApostrophe(word)]] : [[words, [parts.join("")]]];
  });
}

/** OBrien is O’Brien as well, and Sainsburys is Sainsbury’s. */
function aroundApostrophe(word: string): string[][] {
  if (!/^[a-z]{4,}$/u.test(word)) return [];
  return [[word.slice(0, 1), word.slice(1)], ...(word.endsWith("s") ? [[word.slice(0, -1), "s"]] : [])];
}

export function asksForNothing({ words, wholes }: SearchTerms): boolean {
  return words.length === 0 && wholes.length === 0;
}

/** Every word of the query begins a token of the field; or, without a field, of any field. */
export function matchesSearch(row: Searched, query: string, field: SearchField | null = null): boolean {
  const terms = searchTerms(query, field);
  if (asksForNothing(terms)) return true;
  const isThere = (words: readonly string[], token: string, whole: Whole["field"] | null = null) => words.some((word) => (isWholeWord(token, whole) ? word === token : word.startsWith(token)));
  if (terms.wholes.some((whole) => isThere(fieldTokens(row, whole.field), whole.token, whole.field))) return true;
  const own = field ? fieldTokens(row, field) : SEARCH_FIELDS.flatMap((f) => fieldTokens(row, f));
  return terms.words.length > 0 && terms.words.every((spellings) => spellings.some((spelling) => spelling.every((token) => isThere(own, token))));
}
