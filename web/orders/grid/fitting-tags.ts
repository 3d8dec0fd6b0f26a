/** Pixels between two badges. */
const GAP = 4;

/**
 * How many tags are whole in a cell beside “+n” for the rest; at least the first, which is cut then.
 * @param room pixels of the cell
 * @param widthOf pixels of a text as a badge
 */
export function fittingTags(tags: readonly string[], room: number, widthOf: (text: string) => number): number {
  const fits = (shown: number): boolean => {
    const rest = tags.length - shown;
    const texts = [...tags.slice(0, shown), ...(rest > 0 ? [`+${rest}`] : [])];
    return texts.reduce((sum, text) => sum + widthOf(text) + GAP, -GAP) <= room;
  };
  for (let shown = tags.length; shown > 1; shown--) if (fits(shown)) return shown;
  return Math.min(1, tags.length);
}
