import { parseView } from "./filter-url.ts";
import type { LeftOut } from "./filter-url.ts";
import { GROUP_FIELDS } from "./group-field.ts";
import { INVOICE_STATUSES } from "./invoice-status.ts";
import { COLUMN_IDS } from "./order-column.ts";
import { SORT_FIELDS } from "./order-sort.ts";
import { STAGES, STATUS_MARKS } from "./order-status.ts";
import { ORDER_TYPES } from "./order.ts";
import { PAYMENT_METHODS, PAYMENT_STATUSES } from "./payment-status.ts";
import type { FieldError } from "./problem.ts";
import { QUICK_FILTERS } from "./quick-filter.ts";
import { shortened } from "./quote.ts";

/** More are not corrected at once. */
const MOST = 20;

/**
 * What is wrong with a query that is kept or acted on, or that a script sends, with what to do about it. There, what
 * was mistyped must not quietly mean more orders than were asked for; the page leaves the same out, and says so.
 * @param others names that are not the view's, and none of its business
 */
export function viewErrors(params: URLSearchParams, others: readonly string[] = []): FieldError[] {
  const { leftOut } = parseView(params, others);
  return leftOut.slice(0, MOST).map((one) => ({ field: shortened(one.name), message: refusalOf(one) }));
}

function refusalOf({ why, name, value }: LeftOut): string {
  if (why === "name") return `“${shortened(name)}” is no filter. Take it out, or correct it.`;
  if (why === "twice") return name === "columns" ? `The column “${shortened(value)}” stands there twice. Keep one of them.` : `“${name}” stands there twice. Keep one of them.`;
  const what = value === "" ? `“${name}” says nothing.` : `“${name}” cannot be “${shortened(value)}”.`;
  return `${what} ${HOW[name] ?? "Take it out, or correct it."}`;
}

const anyOf = (values: readonly string[]) => `Use one of ${values.join(", ")}.`;
const someOf = (values: readonly string[]) => `Use some of ${values.join(", ")}, with commas between them; with ! before them, none of them.`;
const IDS = "Use at most 100 ids with commas between them; with ! before them, none of them.";
const FLAG = "Use true or false.";
const NUMBERS = "Use two whole numbers with two dots between them, the smaller one first, such as 10..50; one of them may be left out.";

const WORDS = "Use a word of two letters or digits or more, 400 characters at most.";

const HOW: Readonly<Record<string, string>> = {
  status: IDS,
  channel: IDS,
  csr: IDS,
  agent: IDS,
  microsite: IDS,
  tag: "Use at most 100 tags with commas between them; with ! before them, none of them, with all: each of them.",
  stage: someOf(STAGES),
  mark: `Use some of ${STATUS_MARKS.join(", ")}, with commas between them.`,
  payment: someOf(PAYMENT_STATUSES),
  type: someOf(ORDER_TYPES),
  method: someOf([...PAYMENT_METHODS, "none"]),
  invoice: someOf(INVOICE_STATUSES),
  unpaid: FLAG,
  high_risk: FLAG,
  deleted: FLAG,
  placed: "Use today, yesterday, or two days with two dots between them, the earlier one first, such as 2026-11-01..2026-11-21; one of them may be left out.",
  total: NUMBERS,
  risk: "Use two whole numbers from 0 to 100 with two dots between them, the smaller one first, such as 70..100; one of them may be left out.",
  text: WORDS,
  number: WORDS,
  name: WORDS,
  email: WORDS,
  phone: "Use two digits or more, 400 characters at most.",
  reference: WORDS,
  postcode: WORDS,
  stock: WORDS,
  quick: anyOf(QUICK_FILTERS.map((q) => q.id)),
  sort: `${anyOf(SORT_FIELDS)} With - before it, backwards.`,
  group: anyOf(GROUP_FIELDS),
  columns: anyOf(COLUMN_IDS),
};
