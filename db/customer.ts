import * as v from "valibot";
import { Customer } from "../domain/customer.ts";
import { personTokens, searchTerms } from "../domain/search-text.ts";
import type { Write } from "./commit.ts";
import type { OrgDatabase, Statement } from "./database.ts";
import { insertAddress } from "./order-write.ts";
import { matchTerms, ownRows } from "./search-match.ts";

const COLUMNS = `c.id, c.name, c.email, c.phone, c.company,
  (SELECT json_object('name', a.name, 'company', a.company, 'line1', a.line1, 'line2', a.line2, 'city', a.city, 'region', a.region, 'postCode', a.post_code, 'country', a.country, 'phone', a.phone)
     FROM address a WHERE a.org_id = c.org_id AND a.id = c.address_id) AS address`;

const SUGGESTIONS = 20;

/** By words of name, company, e-mail or phone; the newest first. */
export async function searchCustomers(db: OrgDatabase, query: string): Promise<Customer[]> {
  const wanted = matchTerms(searchTerms(query, null), ["name", "email", "phone"]);
  if (wanted === null) return [];
  const rows = await db.query({
    sql: `SELECT ${COLUMNS} FROM (SELECT rowid AS rid FROM customer_search WHERE customer_search MATCH :match ORDER BY rowid DESC LIMIT ${SUGGESTIONS}) hit CROSS JOIN customer c ON c.rid = hit.rid
          WHERE c.org_id = :org ORDER BY hit.rid DESC`,
    args: { match: `${ownRows(db.orgId)} AND ${wanted}` },
  });
  return rows.flatMap((r) => customerOf([r]) ?? []);
}

/** For a batch with other reads; its rows go to `customerOf`. */
export function customerById(id: string): Statement {
  return { sql: `SELECT ${COLUMNS} FROM customer c WHERE c.org_id = :org AND c.id = :customer_id`, args: { customer_id: id } };
}

export function customerOf(rows: readonly Record<string, unknown>[]): Customer | null {
  const row = rows[0];
  if (!row) return null;
  const { address } = row;
  const parsed: unknown = typeof address === "string" ? JSON.parse(address) : null;
  return v.parse(Customer, { ...row, address: parsed });
}

/** @param addressId id of the customer's address row, if there is an address */
export function insertCustomerWrites(customer: Customer, addressId: string | null, now: number): Write[] {
  const search = personTokens({ customerName: customer.name, company: customer.company, customerEmail: customer.email, customerPhone: customer.phone });
  return [
    ...(customer.address && addressId ? [insertAddress(addressId, customer.address)] : []),
    {
      sql: `INSERT INTO customer (org_id, id, version, name, email, phone, company, address_id, search_name, search_email, search_phone, created_at)
            VALUES (:org, :id, 1, :name, :email, :phone, :company, :address, :search_name, :search_email, :search_phone, :now)`,
      args: {
        id: customer.id, name: customer.name, email: customer.email, phone: customer.phone, company: customer.company, address: addressId, now,
        search_name: search.name.join(" "), search_email: search.email.join(" "), search_phone: search.phone.join(" "),
      },
    },
  ];
}
