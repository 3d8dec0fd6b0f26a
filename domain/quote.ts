import { firstCharacters } from "./text.ts";

/** Characters of somebody's own words in a sentence of ours: enough to know them again. */
const ECHO = 80;

/** Words to be quoted: a sentence stays one, whatever was sent. */
export function shortened(s: string): string {
  const plain = s.replace(/\p{Cc}+/gu, " ");
  const head = firstCharacters(plain, ECHO);
  return head === plain ? plain : `${head}…`;
}
