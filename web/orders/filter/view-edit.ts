import { termsOf } from "../../../domain/filter.ts";
import type { Condition, WordCondition } from "../../../domain/filter.ts";
import type { View } from "../../../domain/filter-url.ts";
import { asksForNothing } from "../../../domain/search-text.ts";
import { cut } from "../../../domain/text.ts";

export type WordField = WordCondition["field"];
export type ListCondition = Extract<Condition, { field: "status" | "payment" | "channel" | "csr" | "agent" | "type" | "microsite" | "method" | "invoice" | "tag" }>;
export type ListField = ListCondition["field"];
/** Any of the values, each of them, or none of them. */
export type ListOp = ListCondition["op"];

const without = (view: View, field: Condition["field"]): readonly Condition[] => view.filter.filter((c) => c.field !== field);

/** Words too short to look for are no condition: the list then shows everything instead of nothing. */
export function withWords(view: View, field: WordField, value: string): View {
  const rest = without(view, field);
  return { ...view, filter: asksForNothing(termsOf({ field, value })) ? rest : [...rest, { field, op: "matches", value: cut(value, 200) }] };
}

/** Something is typed, and nothing of it is looked for. */
export function tooShort(value: string, field: WordField = "text"): boolean {
  return value.trim() !== "" && asksForNothing(termsOf({ field, value }));
}

export const TOO_SHORT = "Type two letters or more.";

export function wordsOf(view: View, field: WordField): string {
  const found = view.filter.find((c) => c.field === field);
  return found && "value" in found ? String(found.value) : "";
}

export function valuesOf(view: View, field: ListField): readonly string[] {
  const found = view.filter.find((c) => c.field === field);
  return found && "values" in found ? found.values : [];
}

export function opOf(view: View, field: ListField): ListOp {
  const found = view.filter.find((c) => c.field === field);
  return found && "values" in found ? found.op : "in";
}

/** These values; none of them is no condition. An earlier choice gives way. */
export function withValues(view: View, condition: ListCondition): View {
  const rest = without(view, condition.field);
  return { ...view, filter: condition.values.length === 0 ? rest : [...rest, condition] };
}

export function daysOf(view: View): { readonly from: string | undefined; readonly to: string | undefined } {
  const found = view.filter.find((c) => c.field === "placed");
  return found?.field === "placed" && found.op === "between" ? { from: found.from ?? undefined, to: found.to ?? undefined } : { from: undefined, to: undefined };
}

export function withDays(view: View, from: string | undefined, to: string | undefined): View {
  const rest = without(view, "placed");
  return { ...view, filter: from === undefined && to === undefined ? rest : [...rest, { field: "placed", op: "between", from: from ?? null, to: to ?? null }] };
}

export interface Ends {
  readonly from: number | null;
  readonly to: number | null;
}

export function rangeOf(view: View, field: "total" | "risk"): Ends {
  const found = view.filter.find((c) => c.field === field);
  return found?.field === field ? { from: found.from, to: found.to } : { from: null, to: null };
}

export function withRange(view: View, field: "total" | "risk", { from, to }: Ends): View {
  const rest = without(view, field);
  return { ...view, filter: from === null && to === null ? rest : [...rest, { field, op: "between", from, to }] };
}

export function hasFlag(view: View, field: "deleted"): boolean {
  return view.filter.some((c) => c.field === field && c.value);
}

export function withFlag(view: View, field: "deleted", value: boolean): View {
  const rest = without(view, field);
  return { ...view, filter: value ? [...rest, { field, op: "is", value }] : rest };
}

export function withoutCondition(view: View, condition: Condition): View {
  return { ...view, filter: view.filter.filter((c) => c !== condition) };
}
