import { IMPORT_FIELDS } from "../../../domain/import/field.ts";
import type { ImportField, Mapping } from "../../../domain/import/field.ts";

/** What a column is read as; two fields may read the same one. */
export function fieldsOf(mapping: Mapping, column: number): ImportField[] {
  return IMPORT_FIELDS.map((field) => field.id).filter((id) => mapping[id] === column);
}

/** A column means one thing from now on, or nothing; a field moves here from the column that had it. */
export function withField(mapping: Mapping, column: number, field: ImportField | null): Mapping {
  const kept = Object.fromEntries(Object.entries(mapping).filter(([, at]) => at !== column));
  return field === null ? kept : { ...kept, [field]: column };
}
