import { initialsOf } from "../../domain/organization.ts";

/** Two letters of an organization's name: of its words, or of the capitals within its one word, as in “BetterTools”. */
export function markLetters(name: string): string {
  const words = name.trim().split(/\s+/u);
  const capitals = words.length === 1 ? (words[0]?.match(/\p{Lu}/gu) ?? []) : [];
  return capitals.length > 1 ? capitals.slice(0, 2).join("") : initialsOf(name);
}
