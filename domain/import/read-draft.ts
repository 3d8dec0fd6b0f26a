import * as v from "valibot";
import { EMPTY_ADDRESS, MAX_LINES, MAX_TAGS, MAX_TEXT } from "../order.ts";
import type { Address, OrderType } from "../order.ts";
import { no, ok, short } from "./amount.ts";
import type { Parsed } from "./amount.ts";
import { parseDate } from "./date.ts";
import type { Draft, DraftCustomer, FileRow, Reading, Reject } from "./draft.ts";
import { FIELD_LABEL } from "./field.ts";
import type { ImportField } from "./field.ts";
import { fingerprint } from "./hash.ts";
import { findAgent, findChannel, findMicrosite, findOrderType, findPaymentMethod, findPaymentStatus, findPerson, findStatus } from "./names.ts";
import { LinkText } from "../text.ts";
import { cellOf, optionalAmount, orderKeyOf, readLine, textProblem, wholeId } from "./read-row.ts";
import type { ReadLine } from "./read-row.ts";

export type DraftResult = { readonly ok: true; readonly draft: Draft } | { readonly ok: false; readonly rejects: Reject[] };

/** Rows of one order must agree on these: of two customers or two statuses neither is right. An amount of 0 says nothing. */
const AGREED: readonly ImportField[] = ["customerId", "customerEmail", "status", "paymentStatus", "channel", "fee", "discount", "paidAmount", "refundedAmount"];

/**
 * Rows of one order, one after another in the file, as an order. It goes in whole or
 * not at all, because half an order would be packed and charged as if it were whole;
 * so one bad row rejects all, each with its own reason.
 */
export function readDraft(rows: readonly FileRow[], reading: Reading): DraftResult {
  const first = rows[0];
  if (!first) throw new RangeError("An order has at least one row.");
  const reasons = new Map<FileRow, string[]>();
  const blame = (row: FileRow, reason: string): void => {
    const said = reasons.get(row) ?? [];
    if (!said.includes(reason)) reasons.set(row, [...said, reason]);
  };

  const lines: ReadLine[] = [];
  for (const row of rows) {
    const read = readLine(row, reading);
    if ("line" in read) lines.push(read.line);
    else for (const reason of read.reasons) blame(row, reason);
  }
  if (rows.length > MAX_LINES) blame(first, `An order can have at most ${MAX_LINES} lines; this one has ${rows.length}.`);
  for (const field of AGREED) disagreement(rows, field, reading, blame);
  unreadableDates(rows, reading, blame);
  foreignMoney(rows, reading, blame);

  const head = new OrderCells(rows, reading, blame);
  const externalId = orderKeyOf(first, reading);
  head.check("order", externalId, MAX_TEXT.reference);
  const lineFees = lines.reduce((sum, l) => sum + l.fee, 0);
  const customer = readCustomer(head);
  const delivery = readAddress(head, "delivery", customer.name);
  const billing = readAddress(head, "billing", customer.name);
  const facts = {
    externalId,
    placedAt: head.needed("date", (text) => parseDate(text, reading.dateOrder, reading.timeZone)) ?? 0,
    customer: customer.externalId === null && customer.email === "" && !customer.guest ? { ...customer, externalId: anonymousId(customer, delivery ?? billing) } : customer,
    delivery: delivery ?? billing,
    billing,
    orderType: head.found("orderType", findOrderType) ?? ("standard" satisfies OrderType),
    fraudScore: head.found("fraudScore", parseScore),
    reference: head.text("reference", MAX_TEXT.reference),
    tags: head.found("tags", parseTags) ?? [],
    note: head.text("note", MAX_TEXT.note),
    paymentMethod: head.found("paymentMethod", findPaymentMethod),
    paymentStatus: head.found("paymentStatus", findPaymentStatus),
    paidAmount: head.amount("paidAmount"),
    refundedAmount: head.amount("refundedAmount"),
    fee: (head.amount("fee") ?? 0) + lineFees,
    lineFees,
    discount: head.amount("discount") ?? 0,
    lines: lines.map(({ stockCode, description, quantity, unitPrice }) => ({ stockCode, description, quantity, unitPrice })),
  };
  const status = head.found("status", (text) => findStatus(text, reading.names));
  const channelId = head.found("channel", (text) => findChannel(text, reading.names))?.id ?? null;
  const csrId = head.found("csr", (text) => findPerson(text, reading.names))?.id ?? null;
  const agentId = head.found("agent", (text) => findAgent(text, reading.names))?.id ?? null;
  const micrositeId = head.found("microsite", (text) => findMicrosite(text, reading.names))?.id ?? null;
  const trackingNumber = head.text("trackingNumber", MAX_TEXT.trackingNumber);
  const trackingUrl = head.found("trackingUrl", parseLink) ?? "";
  if (reasons.size > 0) return { ok: false, rejects: rejectsOf(rows, reasons) };
  const names = { status: head.word("status"), channel: head.word("channel"), csr: head.word("csr"), agent: head.word("agent") };
  // Fields that came later count only where a file has them, or files that were imported before would no longer be known.
  const later = [head.word("microsite"), trackingNumber, trackingUrl];
  const hash = fingerprint(JSON.stringify([facts, names, ...(later.some(Boolean) ? [later] : [])]));
  return { ok: true, draft: { ...facts, status, channelId, csrId, agentId, micrositeId, trackingNumber, trackingUrl, hash, rows } };
}

function rejectsOf(rows: readonly FileRow[], reasons: ReadonlyMap<FileRow, readonly string[]>): Reject[] {
  const guilty = [...reasons.keys()][0]?.number ?? 0;
  return rows.map((row) => ({ row, reason: reasons.get(row)?.join(" ") ?? `Row ${guilty} of the same order cannot be imported, and an order goes in whole or not at all.` }));
}

type Blame = (row: FileRow, reason: string) => void;

function disagreement(rows: readonly FileRow[], field: ImportField, reading: Reading, blame: Blame): void {
  if (reading.mapping[field] === undefined) return;
  let said = "";
  for (const row of rows) {
    const text = cellOf(row, field, reading).trim();
    if (text === said || text === "" || /^0+(?:[.,]0*)?$/u.test(text)) continue;
    if (said === "") said = text;
    else if (text.toLowerCase() !== said.toLowerCase()) {
      blame(row, `${FIELD_LABEL.get(field)}: “${short(text)}” differs from “${short(said)}” in an earlier row of the same order.`);
      return;
    }
  }
}

/** The first date counts, for real invoices have rows a minute apart; but one that is no date is a sign of a broken row. */
function unreadableDates(rows: readonly FileRow[], reading: Reading, blame: Blame): void {
  let seen = "";
  for (const row of rows) {
    const text = cellOf(row, "date", reading);
    if (text === seen || text.trim() === "" || row.broken !== null) continue;
    seen = text;
    const date = parseDate(text, reading.dateOrder, reading.timeZone);
    if (!date.ok) blame(row, date.reason);
  }
}

/** Amounts of another currency, read as the organization's, would be wrong by the exchange rate and look right. */
function foreignMoney(rows: readonly FileRow[], reading: Reading, blame: Blame): void {
  const foreign = rows.find((row) => !["", reading.currency].includes(cellOf(row, "currency", reading).trim().toUpperCase()));
  if (foreign) blame(foreign, `Currency: the amounts are in ${short(cellOf(foreign, "currency", reading))}, but this organization's orders are in ${reading.currency}.`);
}

/** Reads what is said once for the whole order, from the first row that says it. */
class OrderCells {
  readonly #rows: readonly FileRow[];
  readonly #reading: Reading;
  readonly #blame: Blame;

  constructor(rows: readonly FileRow[], reading: Reading, blame: Blame) {
    this.#rows = rows;
    this.#reading = reading;
    this.#blame = blame;
  }

  #row(field: ImportField): FileRow | undefined {
    if (this.#reading.mapping[field] === undefined) return undefined;
    return this.#rows.find((row) => row.broken === null && cellOf(row, field, this.#reading).trim() !== "");
  }

  check(field: ImportField, text: string, max: number): void {
    const problem = textProblem(text, field, max);
    const row = this.#row(field) ?? this.#rows[0];
    if (problem && row) this.#blame(row, problem);
  }

  /** Free text, byte for byte. */
  text(field: ImportField, max: number): string {
    const row = this.#row(field);
    if (!row) return "";
    const text = cellOf(row, field, this.#reading);
    this.check(field, text, max);
    return text;
  }

  /** A name or key: blanks around it mean nothing. */
  word(field: ImportField): string {
    const row = this.#row(field);
    return row ? cellOf(row, field, this.#reading).trim() : "";
  }

  found<T>(field: ImportField, find: (text: string) => Parsed<T>): T | null {
    const row = this.#row(field);
    if (!row) return null;
    const found = find(cellOf(row, field, this.#reading));
    if (found.ok) return found.value;
    this.#blame(row, found.reason);
    return null;
  }

  needed<T>(field: ImportField, find: (text: string) => Parsed<T>): T | null {
    if (this.#row(field)) return this.found(field, find);
    const first = this.#rows[0];
    if (first && first.broken === null) this.#blame(first, `${FIELD_LABEL.get(field)} is missing.`);
    return null;
  }

  amount(field: ImportField): number | null {
    const row = this.#row(field);
    if (!row) return null;
    const amount = optionalAmount(row, field, this.#reading);
    if (amount.ok) return amount.value;
    this.#blame(row, amount.reason);
    return null;
  }
}

const EMAIL = /^[^\s@]+@[^\s@]+$/u;

function readCustomer(head: OrderCells): DraftCustomer {
  const externalId = wholeId(head.word("customerId"));
  head.check("customerId", externalId, MAX_TEXT.reference);
  const email = head.found("customerEmail", (text) => (EMAIL.test(text.trim()) ? ok(text.trim()) : no(`Customer e-mail: “${short(text)}” is not an e-mail address.`))) ?? "";
  head.check("customerEmail", email, MAX_TEXT.email);
  const company = head.text("company", MAX_TEXT.name);
  const phone = head.text("customerPhone", MAX_TEXT.phone);
  const named =
    head.text("customerName", MAX_TEXT.name) ||
    [head.text("customerFirstName", MAX_TEXT.name), head.text("customerLastName", MAX_TEXT.name)].filter(Boolean).join(" ") ||
    head.text("deliveryName", MAX_TEXT.name) ||
    head.text("billingName", MAX_TEXT.name) ||
    company;
  const guest = externalId === "" && email === "" && named === "" && phone === "";
  return { externalId: externalId === "" ? null : externalId, name: named || email || phone || (externalId && `Customer ${externalId}`), email, phone, company, guest };
}

/** Without id and e-mail, name, phone and address together tell who it is, so that two orders of one person meet. */
function anonymousId(customer: DraftCustomer, address: Address | null): string {
  return `~${fingerprint(JSON.stringify([customer.name, customer.phone, customer.company, address?.line1 ?? "", address?.postCode ?? ""].map((s) => s.trim().toLowerCase())))}`;
}

function readAddress(head: OrderCells, kind: "delivery" | "billing", customerName: string): Address | null {
  const place = {
    company: head.text(`${kind}Company`, MAX_TEXT.address),
    line1: head.text(`${kind}Line1`, MAX_TEXT.address),
    line2: head.text(`${kind}Line2`, MAX_TEXT.address),
    city: head.text(`${kind}City`, MAX_TEXT.address),
    region: head.text(`${kind}Region`, MAX_TEXT.address),
    postCode: head.text(`${kind}PostCode`, MAX_TEXT.address),
    country: head.text(`${kind}Country`, MAX_TEXT.address),
    phone: head.text(`${kind}Phone`, MAX_TEXT.phone),
  };
  if (Object.values(place).every((value) => value === "")) return null;
  return { ...EMPTY_ADDRESS, ...place, name: head.text(`${kind}Name`, MAX_TEXT.name) || customerName };
}

function parseScore(text: string): Parsed<number> {
  const score = Number(text.trim().replace(",", "."));
  return Number.isInteger(score) && score >= 0 && score <= 100 ? ok(score) : no(`Fraud score: “${short(text)}” is not a whole number from 0 to 100.`);
}

const Link = LinkText(MAX_TEXT.trackingUrl);

function parseLink(text: string): Parsed<string> {
  const read = v.safeParse(Link, text.trim());
  return read.success ? ok(read.output) : no(`Tracking link: ${read.issues[0].message}`);
}

function parseTags(text: string): Parsed<string[]> {
  const tags = [...new Set(text.split(/[,;|]/u).map((t) => t.trim()).filter(Boolean))];
  if (tags.length > MAX_TAGS) return no(`Tags: use at most ${MAX_TAGS}.`);
  const long = tags.find((t) => textProblem(t, "tags", MAX_TEXT.tag) !== null);
  return long === undefined ? ok(tags) : no(textProblem(long, "tags", MAX_TEXT.tag) ?? "");
}
