import * as v from "valibot";
import { AddressText } from "../domain/address.ts";
import type { Statement } from "./database.ts";

/** An address row of this alias as JSON, without its id. */
export const addressJson = (alias: string): string => `json_object('name', ${alias}.name, 'company', ${alias}.company, 'line1', ${alias}.line1, 'line2', ${alias}.line2,
  'city', ${alias}.city, 'region', ${alias}.region, 'postCode', ${alias}.post_code, 'country', ${alias}.country, 'phone', ${alias}.phone)`;

/** Its rows go to `addressesFound`. */
export function addressesById(ids: readonly string[]): Statement {
  return { sql: `SELECT a.id, ${addressJson("a")} AS address FROM address a WHERE a.org_id = :org AND a.id IN (SELECT value FROM json_each(:ids))`, args: { ids: JSON.stringify(ids) } };
}

const Row = v.object({ id: v.string(), address: v.pipe(v.string(), v.parseJson(), AddressText) });

export function addressesFound(rows: readonly Record<string, unknown>[]): Map<string, v.InferOutput<typeof AddressText>> {
  return new Map(v.parse(v.array(Row), rows).map((row) => [row.id, row.address]));
}
