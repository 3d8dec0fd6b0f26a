import type { JSX } from "solid-js";
import * as v from "valibot";
import type { FieldConflict } from "../../../domain/problem.ts";
import { ConflictDialog } from "../../conflict/conflict-dialog.tsx";
import type { ConflictInWords } from "../../conflict/conflict-dialog.tsx";
import { agentName, personName, statusName } from "../../order/names.ts";
import type { EditsStore, OpenConflict } from "../edits-store.ts";
import type { Lookups } from "../../../domain/lookups.ts";
import { FIELD_NAME } from "../row-edit.ts";
import type { EditableField } from "../row-edit.ts";

/** Somebody changed the same cell first (N3). */
export function RowConflict(props: { readonly conflict: OpenConflict; readonly lookups: Lookups; readonly edits: EditsStore }): JSX.Element {
  return (
    <ConflictDialog
      about={`Order ${props.conflict.pending.number}`}
      conflicts={props.conflict.conflicts.map((c) => inWords(c, props.conflict.pending.field, props.lookups))}
      onChoose={(choice) => props.edits.answer(props.conflict, [...choice.values()].includes("mine") ? "mine" : "theirs")}
      onCancel={() => props.edits.answer(props.conflict, "later")}
    />
  );
}

function inWords(conflict: FieldConflict, field: EditableField, lookups: Lookups): ConflictInWords {
  const words = (value: unknown) => valueWords(field, value, lookups);
  const name = FIELD_NAME[field];
  return { field: conflict.field, label: name.charAt(0).toUpperCase() + name.slice(1), by: conflict.by, at: conflict.at, base: words(conflict.base), theirs: words(conflict.theirs), mine: words(conflict.mine) };
}

function valueWords(field: EditableField, value: unknown, lookups: Lookups): string {
  switch (field) {
    case "statusId": return statusName(lookups, value);
    case "csrId": return personName(lookups, value);
    case "agentId": return agentName(lookups, value);
    case "tags": return v.is(v.array(v.string()), value) && value.length > 0 ? value.join(", ") : "no tags";
    case "reference": return typeof value === "string" && value !== "" ? value : "empty";
  }
}
