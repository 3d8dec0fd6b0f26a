import { setTimeout as sleep } from "node:timers/promises";
import { FAULTS } from "./faults.ts";
import type { Breakable, FaultKind } from "./faults.ts";
import type { Random } from "./random-edit.ts";

export type FaultCounts = ReadonlyMap<FaultKind, number>;

function isKind(name: string): name is FaultKind {
  return name in FAULTS;
}

export const FAULT_KINDS: readonly FaultKind[] = Object.keys(FAULTS).filter(isKind);

/** A kind that was not hit in so many rounds is not going to be. */
const MOST_MISSED = 3;

/** Breaks one thing after another until the time is over and every kind was hit; each round has every kind once, in an order of its own. @returns how often each was hit */
export async function breakThings(desk: Breakable, random: Random, until: () => boolean): Promise<FaultCounts> {
  const hits = new Map<FaultKind, number>(FAULT_KINDS.map((kind) => [kind, 0]));
  const missing = (): boolean => [...hits.values()].includes(0);
  for (let round = 1; ; round++) {
    for (const kind of shuffled(FAULT_KINDS, random)) {
      if (until() && (!missing() || round > MOST_MISSED)) return hits;
      await sleep(50 + random() * 500);
      if (await FAULTS[kind](desk, random)) hits.set(kind, (hits.get(kind) ?? 0) + 1);
    }
  }
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  return items.map((item) => ({ item, at: random() })).sort((a, b) => a.at - b.at).map(({ item }) => item);
}
