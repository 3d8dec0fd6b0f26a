import type { Draft, FileRow, Reading, Reject } from "./draft.ts";
import { MAX_TEXT } from "../order.ts";
import { looseReason } from "./group.ts";
import type { Group } from "./group.ts";
import { readDraft } from "./read-draft.ts";
import { orderKeyOf } from "./read-row.ts";

export interface ReadGroups {
  readonly drafts: Draft[];
  /** Rows that cannot be read, and those that stay out with them. */
  readonly rejects: Reject[];
  /** Order numbers that rejected rows name: none of their other rows may go in. */
  readonly rejected: Set<string>;
}

export function readGroups(groups: readonly Group[], reading: Reading): ReadGroups {
  const drafts: Draft[] = [];
  const rejects: Reject[] = [];
  const rejected = new Set<string>();
  for (const group of groups) {
    for (const row of group.loose) {
      rejects.push({ row, reason: looseReason(row) });
      const key = rejectKeyOf(row, reading);
      if (key !== "") rejected.add(key);
    }
    if (group.rows.length === 0) continue;
    const result = readDraft(group.rows, reading);
    if (result.ok) drafts.push(result.draft);
    else {
      rejected.add(group.key);
      rejects.push(...result.rejects);
    }
  }
  return { drafts, rejects, rejected };
}

/** The order number that a rejected row names, by which its order's other rows are known; "" if what stands there can be none. */
export function rejectKeyOf(row: FileRow, reading: Reading): string {
  const key = orderKeyOf(row, reading);
  return key.length <= MAX_TEXT.reference ? key : "";
}
