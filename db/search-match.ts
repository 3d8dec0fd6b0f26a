import { isWholeWord } from "../domain/search-text.ts";
import type { SearchField, SearchTerms, Whole } from "../domain/search-text.ts";

/**
 * What is looked for, as FTS5 is asked for it; null for nothing.
 * @param columns of that index in which words are looked for
 */
export function matchTerms({ words, wholes }: SearchTerms, columns: readonly SearchField[] | readonly ["code", "name"]): string | null {
  const within = `{${columns.join(" ")}}`;
  const known = new Set<string>(columns);
  const wanted = words.map((spellings) => anyOf(spellings.map((tokens) => tokens.map((token) => phrase(within, token)).join(" AND ")))).join(" AND ");
  const ways = [...(wanted === "" ? [] : [wanted]), ...wholes.filter((whole) => known.has(whole.field)).map((whole) => phrase(whole.field, whole.token, whole.field))];
  return ways.length === 0 ? null : anyOf(ways);
}

function phrase(column: string, token: string, whole: Whole["field"] | null = null): string {
  return `${column} : "${token}"${isWholeWord(token, whole) ? "" : " *"}`;
}

function anyOf(ways: readonly string[]): string {
  return `(${ways.map((way) => `(${way})`).join(" OR ")})`;
}

/** The word by which the index knows whose row it is. */
export function ownRows(orgId: string): string {
  return `org : "${orgId.replaceAll("_", "")}"`;
}
