import type { FinalState, Violation } from "./history.ts";

/** `seq` is contiguous from 1 to the head, and so are the versions of each entity. */
export function checkLog({ log, headSeq }: FinalState): Violation[] {
  const found: Violation[] = [];
  const versions = new Map<string, number>();
  for (const [i, change] of log.entries()) {
    if (change.seq !== i + 1) found.push({ kind: "log not contiguous", detail: `entry ${i + 1} of the log has seq ${change.seq}` });
    const before = versions.get(change.entityId) ?? 0;
    if (change.version !== before + 1) found.push({ kind: "version not contiguous", detail: `seq ${change.seq}: ${change.entityId} goes from version ${before} to ${change.version}` });
    versions.set(change.entityId, change.version);
  }
  if (headSeq !== log.length) found.push({ kind: "log not contiguous", detail: `the head is ${headSeq}, the log has ${log.length} entries` });
  return found;
}
