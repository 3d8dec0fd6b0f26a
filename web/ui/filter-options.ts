import { folded } from "../../domain/fold.ts";

/** As it is compared with what is typed: folded, and without apostrophes, since O’Brien is typed as OBrien, too. */
export function plain(text: string): string {
  return folded(text).replace(/['’‘`′]/gu, "");
}

/** Rows whose label has every word that was typed, accents and apostrophes aside. */
export function filterOptions<Option>(options: readonly Option[], labelOf: (option: Option) => string, text: string): readonly Option[] {
  const words = plain(text).split(/\s+/u).filter(Boolean);
  return options.filter((option) => {
    const label = plain(labelOf(option));
    return words.every((word) => label.includes(word));
  });
}

/** These, what begins with what was typed first, then what has a word that does: “appr” is Approved before it is Awaiting Approval, “bo” is Bo before it is Nobody. */
export function rankedOptions<Option>(options: readonly Option[], labelOf: (option: Option) => string, text: string): readonly Option[] {
  const typed = plain(text.trim());
  const rank = (option: Option) => {
    const label = plain(labelOf(option));
    return label.startsWith(typed) ? 0 : label.includes(` ${typed}`) ? 1 : 2;
  };
  return filterOptions(options, labelOf, text).toSorted((a, b) => rank(a) - rank(b));
}
