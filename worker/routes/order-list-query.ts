import { createMiddleware } from "hono/factory";
import * as v from "valibot";
import { parseView, printSort, viewFilter } from "../../domain/filter-url.ts";
import { GROUP_FIELDS } from "../../domain/group-field.ts";
import type { GroupField } from "../../domain/group-field.ts";
import { isRanked, SORT_FIELDS } from "../../domain/order-sort.ts";
import type { OrderSort } from "../../domain/order-sort.ts";
import { invalid } from "../../domain/invalid.ts";
import { ProblemError } from "../../domain/problem.ts";
import { viewErrors } from "../../domain/view-refusal.ts";
import type { GroupRequest } from "../../db/order-groups.ts";
import type { Keyset, ListRequest } from "../../db/order-list.ts";
import type { AppEnv } from "../context.ts";

export const DEFAULT_LIMIT = 50;
export const MAX_LIMIT = 200;

/** The query string of the list, for the API's description; filters are read by `parseView`, whose text this is too. */
const filterText = (description: string) => v.optional(v.pipe(v.string(), v.maxLength(4_000), v.description(description)));
export const ListQuery = v.strictObject({
  quick: filterText("Id of a quick filter, such as `unpaid`."),
  status: filterText("Ids, `a,b` any of or `!a,b` none of."),
  stage: filterText("Stages, as `status`."),
  mark: filterText("Marks of statuses, any of."),
  payment: filterText("Payment statuses, as `status`."),
  channel: filterText("Ids, as `status`."),
  csr: filterText("Ids or `none`, as `status`."),
  agent: filterText("Ids or `none`, as `status`."),
  type: filterText("Order types, as `status`."),
  microsite: filterText("Ids or `none`, as `status`."),
  method: filterText("Payment methods or `none`, as `status`."),
  invoice: filterText("Invoice statuses, as `status`."),
  tag: filterText("Tags, as `status`, or `all:a,b` each of."),
  deleted: filterText("`true` lists the deleted orders alone; needs the permission `orders.restore`."),
  unpaid: filterText("`true` or `false`."),
  high_risk: filterText("`true` or `false`."),
  placed: filterText("`today`, `yesterday`, or days `2026-11-01..2026-11-21`, both included, one of which may be left out."),
  total: filterText("Minor units, `1000..5000`, both included, one of which may be left out."),
  risk: filterText("Fraud scores, as `total`."),
  text: filterText("Words that begin a word of number, name, company, e-mail, phone, reference, post code or stock code; a phone number as it is written."),
  number: filterText("Words of the number."),
  name: filterText("Words of the customer's name or company."),
  email: filterText("Words of the e-mail."),
  phone: filterText("A phone number, or its beginning."),
  reference: filterText("Words of the reference."),
  postcode: filterText("Words of the delivery post code."),
  stock: filterText("Words of a stock code of its lines."),
  sort: filterText(`One of ${SORT_FIELDS.map((field) => `\`${field}\``).join(", ")}; with \`-\` descending. \`-placed\` if left out.`),
  group: filterText("Of a saved view: what the page groups by. Changes nothing here."),
  columns: filterText("Of a saved view: what the page shows. Changes nothing here."),
  limit: v.optional(v.pipe(v.string(), v.regex(/^\d{1,3}$/u, `Use a number from 1 to ${MAX_LIMIT}.`), v.toNumber(), v.minValue(1, `Use a number from 1 to ${MAX_LIMIT}.`), v.maxValue(MAX_LIMIT, `Use a number from 1 to ${MAX_LIMIT}.`))),
  after: filterText("Cursor: rows after it."),
  before: filterText("Cursor: rows before it."),
  end: v.optional(v.pipe(v.literal("1"), v.description("The last rows."))),
});

const WHICH_GROUP = `Use one of ${GROUP_FIELDS.join(", ")}.`;
export const GroupsQuery = v.strictObject({
  ...v.omit(ListQuery, ["sort", "limit", "after", "before", "end"]).entries,
  group: v.pipe(v.string(WHICH_GROUP), v.picklist(GROUP_FIELDS, WHICH_GROUP), v.description("What orders of one group have in common.")),
});

/** Of a route that has no filters: who sends one must not take the answer for a filtered one. */
export const NoQuery = v.strictObject({});

const Text = v.pipe(v.string(), v.check((s) => s.isWellFormed()));
const Key = v.union([Text, v.pipe(v.number(), v.safeInteger())]);
const Cursor = v.pipe(v.string(), v.parseJson(), v.union([v.strictTuple([v.string(), Key, Text]), v.strictTuple([v.string(), Key, Text, v.nullable(Key)])]));
/** Of the sorts by a number: compared with text, every order would come before the cursor. */
function isNumeric(field: OrderSort["field"]): boolean {
  return field === "placed" || field === "total" || field === "paid" || isRanked(field);
}

const PLACES = ["limit", "after", "before", "end"] as const;

/** Before the query is validated, so that a mistake in a filter is told in the words of filters (`viewErrors`). */
export const refuseMisread = createMiddleware<AppEnv>(async (c, next) => {
  const errors = viewErrors(new URL(c.req.url).searchParams, PLACES);
  if (errors.length > 0) throw ProblemError.of(invalid(errors));
  await next();
});

export function groupRequestOf(url: string, field: GroupField, now: number): GroupRequest {
  return { filter: viewFilter(parseView(new URL(url).searchParams).view), field, now };
}

export function listRequestOf(url: string, query: v.InferOutput<typeof ListQuery>, now: number): ListRequest {
  const { view } = parseView(new URL(url).searchParams);
  if ([query.after, query.before, query.end].filter((from) => from !== undefined).length > 1) {
    throw ProblemError.of(invalid([{ field: "after", message: "Send only one of after, before and end." }]));
  }
  const cursor = query.after ?? query.before;
  return {
    filter: viewFilter(view),
    sort: view.sort,
    at: cursor === undefined ? null : readCursor(cursor, view.sort),
    backwards: query.before !== undefined || query.end !== undefined,
    limit: query.limit ?? DEFAULT_LIMIT,
    now,
  };
}

/** Says which sort it is of, with its direction: the other way round it would begin somewhere in the middle. */
export function writeCursor(sort: OrderSort, at: Keyset): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify([printSort(sort), at.key, at.id, ...(at.value === undefined ? [] : [at.value])])))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function readCursor(text: string, sort: OrderSort): Keyset {
  const wrong = new ProblemError("invalid", "This cursor does not belong to this list. Start again without it.", { errors: [{ field: "after", message: "Start again without a cursor." }] });
  let json: string;
  try {
    json = new TextDecoder().decode(Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0)));
  } catch {
    throw wrong;
  }
  const parsed = v.safeParse(Cursor, json);
  if (!parsed.success) throw wrong;
  const [of, key, id, value] = parsed.output;
  if (of !== printSort(sort) || (typeof key === "number") !== isNumeric(sort.field) || (value !== undefined) !== isRanked(sort.field)) throw wrong;
  return { key, id, ...(value === undefined ? {} : { value }) };
}
