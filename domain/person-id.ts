import { newId } from "./ids.ts";
import { PERSON_COLORS, personColor } from "./organization.ts";

/**
 * An id for a new person whose colour few of these colleagues have: a mark in the grid says at a glance who it was
 * only as long as two people look different, and the colour follows from the id (N1.41).
 * @param colleagues ids of those who are in the organization already
 */
export function newPersonId(colleagues: readonly string[], now: number = Date.now()): string {
  const wearers = new Map<string, number>(PERSON_COLORS.map((color) => [color, 0]));
  for (const color of colleagues.map(personColor)) wearers.set(color, (wearers.get(color) ?? 0) + 1);
  const fewest = Math.min(...wearers.values());
  for (;;) {
    const id = newId("usr", now);
    if (wearers.get(personColor(id)) === fewest) return id;
  }
}
