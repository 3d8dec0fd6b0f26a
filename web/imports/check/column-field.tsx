import type { JSX } from "solid-js";
import { FIELD_LABEL, IMPORT_FIELDS } from "../../../domain/import/field.ts";
import type { ImportField, Mapping } from "../../../domain/import/field.ts";
import { Select } from "../../ui/select.tsx";
import { fieldsOf, withField } from "./mapping-edit.ts";

type Chosen = ImportField | "none";
const OPTIONS: readonly { readonly value: Chosen; readonly label: string }[] = [{ value: "none", label: "Not imported" }, ...IMPORT_FIELDS.map(({ id, label }) => ({ value: id, label }))];

interface ColumnFieldProps {
  readonly mapping: Mapping;
  readonly column: number;
  /** The column's header, for a screen reader. */
  readonly name: string;
  readonly onChange: (mapping: Mapping) => void;
  readonly class?: string;
}

/** What a column of the file means. */
export function ColumnField(props: ColumnFieldProps): JSX.Element {
  const fields = () => fieldsOf(props.mapping, props.column);
  return (
    <Select<Chosen>
      label={`Column ${props.name || props.column + 1} is`}
      hideLabel
      value={fields()[0] ?? "none"}
      options={OPTIONS}
      onChange={(field) => props.onChange(withField(props.mapping, props.column, field === "none" ? null : field))}
      {...(props.class === undefined ? {} : { class: props.class })}
    />
  );
}

/** The other fields that read the same column: “also Customer name”. */
export function alsoText(mapping: Mapping, column: number): string {
  const others = fieldsOf(mapping, column).slice(1).map((id) => FIELD_LABEL.get(id) ?? id);
  return others.length === 0 ? "" : `also ${others.join(", ")}`;
}
