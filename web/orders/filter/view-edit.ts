import type { Condition } from "../../../domain/filter.ts";
import type { View } from "../../../domain/filter-url.ts";
import { queryTokens } from "../../../domain/search-text.ts";

export type WordField = "text" | "number" | "name" | "email" | "reference";
export type ListField = "status" | "payment" | "channel" | "csr" | "agent" | "type";

const without = (view: View, field: Condition["field"]): readonly Condition[] => view.filter.filter((c) => c.field !== field);

/** Words too short to look for are no condition: the list then shows everything instead of nothing. */
export function withWords(view: View, field: WordField, value: string): View {
  const rest = without(view, field);
  return { ...view, filter: queryTokens(value).length === 0 ? rest : [...rest, { field, op: "matches", value: value.slice(0, 200) }] };
}

/** Something is typed, and nothing of it is looked for. */
export function tooShort(value: string): boolean {
  return value.trim() !== "" && queryTokens(value).length === 0;
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

/** Any of these values; none of them is no condition. An earlier “none of” gives way. */
export function withValues(view: View, condition: Extract<Condition, { field: ListField }>): View {
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

export function withoutCondition(view: View, condition: Condition): View {
  return { ...view, filter: view.filter.filter((c) => c !== condition) };
}
