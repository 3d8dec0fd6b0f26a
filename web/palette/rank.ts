import { foldedWords } from "../../domain/fold.ts";
import { plain } from "../ui/filter-options.ts";

/** What the palette can show in a row. */
export interface Findable {
  readonly label: string;
  /** It is found by these as well. */
  readonly words?: string | undefined;
}

/** Of the same kind at most so many are shown: the next letter finds the others. */
const MOST = 8;

/**
 * Those that have every word of the query as the beginning of a word of theirs, the better ones first:
 * where the label itself begins with it, then where all words are the label's. Equals keep their order.
 */
export function ranked<T extends Findable>(items: readonly T[], query: string): readonly T[] {
  const wanted = foldedWords(plain(query));
  if (wanted.length === 0) return items;
  const scored = items.flatMap((item) => {
    const score = scoreOf(item, wanted);
    return score === 0 ? [] : [{ item, score }];
  });
  return scored.sort((a, b) => b.score - a.score).slice(0, MOST).map(({ item }) => item);
}

function scoreOf(item: Findable, wanted: readonly string[]): number {
  const label = wordsOf(item.label);
  const begins = (words: readonly string[]) => wanted.every((word) => words.some((own) => own.startsWith(word)));
  if (!begins([...label, ...wordsOf(item.words ?? "")])) return 0;
  if (foldedWords(plain(item.label)).join(" ").startsWith(wanted.join(" "))) return 3;
  return begins(label) ? 2 : 1;
}

/** O’Brien is found by O, Brien and OBrien. */
function wordsOf(text: string): readonly string[] {
  return [...new Set([...foldedWords(text), ...foldedWords(plain(text))])];
}
