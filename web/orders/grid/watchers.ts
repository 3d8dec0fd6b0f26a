import { createMemo } from "solid-js";
import type { Accessor } from "solid-js";
import type { Present } from "../../../domain/live.ts";

const NOBODY: readonly Present[] = [];

/** Who is on which order: each person once, whatever the number of their tabs. */
export function createWatchers(people: Accessor<readonly Present[]>): (orderId: string) => readonly Present[] {
  const byOrder = createMemo(() => {
    const map = new Map<string, Present[]>();
    for (const person of people()) {
      const { orderId } = person.doing;
      if (orderId === null) continue;
      const there = map.get(orderId) ?? [];
      const same = there.findIndex((p) => p.personId === person.personId);
      if (same < 0) there.push(person);
      else if (person.doing.mode === "editing") there[same] = person;
      map.set(orderId, there);
    }
    return map;
  });
  return (orderId) => byOrder().get(orderId) ?? NOBODY;
}
