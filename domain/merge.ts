import type { Change } from "./change.ts";
import { same } from "./same.ts";
import type { OrderEdit } from "./order-edit.ts";
import type { FieldConflict } from "./problem.ts";

/** The patch keys that an edit writes, with the value that it wants there. */
function wanted(edit: OrderEdit): Map<string, { field: string; mine: unknown }> {
  const result = new Map<string, { field: string; mine: unknown }>();
  for (const [field, mine] of Object.entries(edit)) {
    if (mine === undefined || field === "comment" || field === "reasonId" || field === "lines" || field === "send" || field === "deleted") continue;
    result.set(field === "deliveryAddress" || field === "billingAddress" ? `${field}Id` : field, { field, mine });
  }
  for (const line of edit.lines ?? []) {
    const field = `lines.${line.id}`;
    if (line.op === "remove") result.set(field, { field, mine: null });
    if (line.op === "set" && line.quantity !== undefined) result.set(`${field}.quantity`, { field: `${field}.quantity`, mine: line.quantity });
    if (line.op === "set" && line.unitPrice !== undefined) result.set(`${field}.unitPrice`, { field: `${field}.unitPrice`, mine: line.unitPrice });
  }
  return result;
}

function partOf(line: unknown, part: string): unknown {
  return line !== null && typeof line === "object" ? Object.entries(line).find(([name]) => name === part)?.[1] : line;
}

function sameProduct(a: unknown, b: unknown): boolean {
  return same(partOf(a, "stockCode"), partOf(b, "stockCode"));
}

/**
 * Which fields of `edit` others really changed since the version it was based
 * on (N3). Disjoint fields, lines included, yield nothing and so merge; so does
 * a field that both set to the same value, or that was changed and changed back.
 * @param since the entity's changes after the base version, oldest first
 */
export function conflictsOf(edit: OrderEdit, since: readonly Change[]): FieldConflict[] {
  const theirs = new Map<string, { base: unknown; now: unknown; by: string; at: number }>();
  for (const change of since) {
    for (const [key, [old, now]] of Object.entries(change.patch)) {
      const earlier = theirs.get(key);
      // Not `??`: what the save was based on may itself be null (nobody assigned).
      theirs.set(key, { base: earlier ? earlier.base : old, now, by: change.actor.name, at: change.at });
    }
  }
  const conflicts: FieldConflict[] = [];
  for (const [key, { field, mine }] of wanted(edit)) {
    for (const [changed, their] of theirs) {
      // Removing a line collides with any change of that line; changing it collides with its removal.
      const within = key.startsWith(`${changed}.`);
      const collides = changed === key || (mine === null && changed.startsWith(`${key}.`)) || within;
      if (!collides || same(their.base, their.now) || same(their.now, mine)) continue;
      // A line that was put back may have come back as something else: what counts is the field that was edited.
      const part = key.slice(changed.length + 1);
      const of = (line: unknown) => (within && their.now !== null ? partOf(line, part) : line);
      if (within && their.now !== null && sameProduct(their.base, their.now) && same(of(their.base), of(their.now))) continue;
      conflicts.push({ field, base: of(their.base), theirs: of(their.now), mine, by: their.by, at: their.at });
    }
  }
  return conflicts;
}
