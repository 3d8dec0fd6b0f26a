// What Hrana 3, libSQL's own protocol, looks like on the wire: as much of it as hrana.ts needs.
import type { InValue } from "@libsql/client/web";
import * as v from "valibot";

export type SqlValue = string | number | null;
export type SqlRow = Record<string, SqlValue>;

export interface SqlStatement {
  readonly sql: string;
  readonly args?: Readonly<Record<string, InValue>>;
}

interface Encoded {
  readonly type: string;
  readonly value?: unknown;
}

// Rows come from a server that we trust and are many: their values are looked at once, when they are decoded.
const Rows = v.custom<readonly (readonly Encoded[])[]>(Array.isArray);
export const Failure = v.object({ message: v.string(), code: v.optional(v.nullable(v.string())) });
export const Result = v.object({ cols: v.array(v.object({ name: v.nullable(v.string()) })), rows: Rows });
export const Outcome = v.variant("type", [v.object({ type: v.literal("ok"), response: v.object({ result: v.optional(v.unknown()) }) }), v.object({ type: v.literal("error"), error: Failure })]);
export type Outcome = v.InferOutput<typeof Outcome>;
export const Answer = v.object({ baton: v.nullable(v.string()), base_url: v.nullable(v.string()), results: v.array(Outcome) });

export function encoded({ sql, args = {} }: SqlStatement): object {
  return { sql, named_args: Object.entries(args).map(([name, value]) => ({ name, value: encodedValue(value) })) };
}

function encodedValue(value: InValue): Encoded {
  if (value === null) return { type: "null" };
  if (typeof value === "string") return { type: "text", value };
  if (typeof value === "boolean") return { type: "integer", value: value ? "1" : "0" };
  if (typeof value === "bigint" || Number.isSafeInteger(value)) return { type: "integer", value: String(value) };
  if (typeof value === "number") return { type: "float", value };
  throw new TypeError("Blobs and dates are no values of ours.");
}

function decodedValue({ type, value }: Encoded): SqlValue {
  if (type === "text" && typeof value === "string") return value;
  if (type === "integer") return Number(value);
  if (type === "null") return null;
  if (type === "float" && typeof value === "number") return value;
  throw new TypeError(`The database answered with a ${type}.`);
}

export function rowsOf({ cols, rows }: v.InferOutput<typeof Result>): SqlRow[] {
  const names = cols.map((c, i) => c.name ?? String(i));
  return rows.map((row) => {
    const named: SqlRow = {};
    for (const [i, name] of names.entries()) named[name] = decodedValue(row[i] ?? { type: "null" });
    return named;
  });
}
