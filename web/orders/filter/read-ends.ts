import { isBackwards } from "../../../domain/filter.ts";
import type { Read } from "../../order/amount-text.ts";
import type { Ends } from "./view-edit.ts";

/** One end of a range as somebody types it; nothing leaves it open. */
export function readEnd(text: string, read: (text: string) => Read<number>): Read<number | null> {
  return text.trim() === "" ? { ok: true, value: null } : read(text);
}

/** Both of them. A range that nothing can be in is refused here as it is in an address. */
export function readEnds(from: string, to: string, read: (text: string) => Read<number>): Read<Ends> {
  const [first, last] = [readEnd(from, read), readEnd(to, read)];
  if (!first.ok) return first;
  if (!last.ok) return last;
  if (isBackwards(first.value, last.value)) return { ok: false, error: BACKWARDS };
  return { ok: true, value: { from: first.value, to: last.value } };
}

const BACKWARDS = "Put the smaller one first.";
