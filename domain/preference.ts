import * as v from "valibot";
import { IdText } from "./text.ts";

/**
 * How a person wants the list of one organization (L1): theirs on every device, nobody else's. Each field is kept for
 * itself, so that two tabs which change different ones do not undo each other; of one field the last one holds.
 */
export const DENSITIES = ["comfortable", "standard", "compact"] as const;
export const Density = v.picklist(DENSITIES);
export type Density = v.InferOutput<typeof Density>;

/** CSS pixels of a column. */
export const LEAST_WIDTH = 40;
export const MOST_WIDTH = 1_200;
const Width = v.pipe(v.number(), v.integer(), v.minValue(LEAST_WIDTH, `A column is at least ${LEAST_WIDTH} pixels wide.`), v.maxValue(MOST_WIDTH, `A column is at most ${MOST_WIDTH} pixels wide.`));
/** Not only those that this version knows: an older tab must not drop the columns of a newer one. */
const ColumnName = v.pipe(v.string(), v.regex(/^[a-z_]{1,40}$/u, "This is no column."));
/** @param what they are called */
const some = (item: v.GenericSchema<string>, most: number, what: string) => v.pipe(v.array(item), v.maxLength(most, `Choose at most ${most} ${what}.`), v.check((names) => new Set(names).size === names.length, `Name each of the ${what} once.`));
const Columns = v.pipe(some(ColumnName, 60, "columns"), v.minLength(1, "Choose at least one column, or null for the usual ones."));
const Starred = some(IdText, 20, "views");

export const Preferences = v.object({
  /** The shown columns in their order; null shows the usual ones. */
  columns: v.nullable(Columns),
  /** Of columns whose width was chosen. */
  widths: v.record(ColumnName, Width),
  density: Density,
  /** Ids of saved views that stand beside the quick filters, in their order; one of them may be gone. */
  starred: Starred,
});
export type Preferences = v.InferOutput<typeof Preferences>;

export const NO_PREFERENCES: Preferences = { columns: null, widths: {}, density: "standard", starred: [] };

/** Names what to change; null takes a choice back. */
export const PreferencesEdit = v.strictObject({
  columns: v.optional(v.nullable(Columns)),
  widths: v.optional(v.pipe(v.record(ColumnName, v.nullable(Width)), v.check((widths) => Object.keys(widths).length <= 60, "Set at most 60 widths."))),
  density: v.optional(v.nullable(Density)),
  starred: v.optional(v.nullable(Starred)),
});
export type PreferencesEdit = v.InferOutput<typeof PreferencesEdit>;

/** One stored choice: `columns`, `density`, `starred` or `width.<column>`. */
export interface StoredPreference {
  readonly field: string;
  /** Null: taken back. */
  readonly value: unknown;
}

const WIDTH = "width.";

/** What an edit stores, field by field. */
export function fieldsOf({ widths = {}, ...plain }: PreferencesEdit): StoredPreference[] {
  return [
    ...Object.entries(plain).flatMap(([field, value]) => (value === undefined ? [] : [{ field, value }])),
    ...Object.entries(widths).map(([column, value]) => ({ field: WIDTH + column, value })),
  ];
}

/** Lays choices over what was known; what another version stored and this one cannot read is as if it were not chosen. */
export function withPreferences(before: Preferences, stored: readonly StoredPreference[]): Preferences {
  const widths: Record<string, unknown> = { ...before.widths };
  const plain: Record<string, unknown> = { ...before };
  for (const { field, value } of stored) {
    if (!field.startsWith(WIDTH)) plain[field] = value;
    else if (value === null) delete widths[field.slice(WIDTH.length)];
    else widths[field.slice(WIDTH.length)] = value;
  }
  const read = <S extends v.GenericSchema>(schema: S, value: unknown, otherwise: v.InferOutput<S>): v.InferOutput<S> => {
    const parsed = v.safeParse(schema, value);
    return parsed.success ? parsed.output : otherwise;
  };
  return {
    columns: read(v.nullable(Columns), plain["columns"], NO_PREFERENCES.columns),
    widths: Object.fromEntries(Object.entries(widths).flatMap(([column, width]) => (v.is(ColumnName, column) && v.is(Width, width) ? [[column, width]] : []))),
    density: read(Density, plain["density"], NO_PREFERENCES.density),
    starred: read(Starred, plain["starred"], NO_PREFERENCES.starred),
  };
}
