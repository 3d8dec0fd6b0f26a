import type { Lookups } from "../../domain/lookups.ts";
import { valueText } from "../order/conflict-words.ts";
import { fieldLabel } from "../order/field-label.ts";
import { draftText, lineText } from "../order/field-text.ts";
import { FIELD_NAMES } from "../order/order-draft.ts";
import type { QueuedEdit } from "./queued-edit.ts";

export interface FieldInWords {
  readonly label: string;
  readonly value: string;
}

/** What an edit sets, field by field, as its author typed it. */
export function editWords({ edit, draft }: Pick<QueuedEdit, "edit" | "draft">, names: Lookups): readonly FieldInWords[] {
  if (draft) {
    const fields = FIELD_NAMES.filter((field) => draft.fields[field] !== undefined).map((field) => ({ label: fieldLabel(field), value: draftText(draft, field, names) }));
    return [...fields, ...Object.values(draft.lines).map((line) => ({ label: fieldLabel("lines"), value: lineText(line) }))];
  }
  return Object.entries(edit).flatMap(([field, value]): FieldInWords[] => {
    if (value === undefined || (field === "comment" && value === "")) return [];
    if (field === "comment") return [{ label: "Comment", value: String(value) }];
    if (field === "reasonId") return [{ label: "Reason", value: names.reasons.find((one) => one.id === value)?.text ?? "another reason" }];
    if (field === "send" || field === "deleted") return [{ label: fieldLabel(field), value: value === true ? "yes" : "no" }];
    return [{ label: fieldLabel(field), value: valueText(field, value, names) }];
  });
}

/** To be pasted elsewhere. */
export function editText(edit: Pick<QueuedEdit, "edit" | "draft" | "number">, names: Lookups): string {
  return [edit.number, ...editWords(edit, names).map(({ label, value }) => `${label}: ${value}`)].join("\n");
}
