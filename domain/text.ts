import * as v from "valibot";

/**
 * Free text as a person typed it comes back byte for byte, so nothing is
 * trimmed, normalised or escaped on the way in. Two things cannot be stored or
 * sent whole: NUL (SQLite's text functions stop at it) and half a surrogate pair
 * (no UTF-8 form), so both are refused with a sentence.
 */
export function text(max: number) {
  return v.pipe(
    v.string("Send text."),
    v.check((s) => [...s].length <= max, `Use at most ${max} characters.`),
    v.check((s) => !s.includes("\0"), "Remove the NUL character."),
    v.check((s) => s.isWellFormed(), "Remove the broken character (half of a surrogate pair)."),
  );
}

export function requiredText(max: number) {
  return v.pipe(text(max), v.check((s) => s.trim() !== "", "Fill this in."));
}

/** The address of a web page, or nothing. Others, such as `javascript:`, would run where somebody follows them. */
export function LinkText(max: number) {
  return v.pipe(text(max), v.check((s) => s === "" || isWebAddress(s), "Use a web address that begins with https:// or http://."));
}

function isWebAddress(s: string): boolean {
  return /^https?:\/\/[^\s]+$/iu.test(s) && URL.canParse(s);
}

/** An id as a client sends it: it may be nobody's, but it must be text that a database can be asked for. */
const WHICH_ID = "Send an id from an answer of the API.";
export const IdText = v.pipe(v.string(WHICH_ID), v.maxLength(100, WHICH_ID), v.check((id) => id.isWellFormed(), WHICH_ID));

/** The first `max` UTF-16 units, or one less: a cut through a character would leave half a surrogate pair, which no database takes. */
export function cut(s: string, max: number): string {
  const head = s.slice(0, max);
  return head.isWellFormed() ? head : head.slice(0, -1);
}

/** The first characters, counted as the database counts them: a pair of surrogates is one. */
export function firstCharacters(s: string, count: number): string {
  return Array.from(s.slice(0, 2 * count)).slice(0, count).join("");
}
