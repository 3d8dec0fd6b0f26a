import type { Cause, Change } from "../../../domain/change.ts";

export const request: Cause = { kind: "request", id: "req_1" };
export const importJob = (id: string): Cause => ({ kind: "import", id });

/** An entry of a log; only `seq` and `cause` matter to the live engine. */
export function entry(seq: number, cause: Cause = request): Change {
  return {
    seq, kind: "order.edited", entity: "order", entityId: `ord_${seq % 7}`, version: seq, patch: { reference: ["", String(seq)] }, row: null,
    actor: { kind: "user", id: "usr_1", name: "Ada Fenwick" }, cause, comment: "", at: 1_800_000_000_000 + seq,
  };
}

export function entries(from: number, to: number, cause: Cause = request): Change[] {
  return Array.from({ length: to - from + 1 }, (_, i) => entry(from + i, cause));
}
