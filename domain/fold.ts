/** Letters that no accent makes of another: people without such a keyboard type them so. Apostrophes that Unicode takes for letters are none. */
const LETTERS: Readonly<Record<string, string>> = { ł: "l", ø: "o", đ: "d", ð: "d", ħ: "h", ŧ: "t", ı: "i", ß: "ss", æ: "ae", œ: "oe", þ: "th", ʼ: "'", ʻ: "'" };

/** A text as people type what they look for: in small letters, without accents. All that is found by typing is compared so. */
export function folded(text: string): string {
  return text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replace(/[łøđðħŧıßæœþʼʻ]/gu, (letter) => LETTERS[letter] ?? letter);
}

/** Its words, split at everything that is no letter or digit. */
export function foldedWords(text: string): string[] {
  return folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}
