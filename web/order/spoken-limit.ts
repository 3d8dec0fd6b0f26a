/** “Use at most 1,000,000.”: the rule's sentence is the same for all; the separators are the organization's. */
export function spokenLimit(sentence: string | undefined, locale: string): string | undefined {
  return sentence?.replace(/^(Use at (?:most|least) )(\d+)\.$/u, (_, words: string, limit: string) => `${words}${new Intl.NumberFormat(locale).format(Number(limit))}.`);
}
