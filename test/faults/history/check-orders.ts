import * as v from "valibot";
import type { Change } from "../../../domain/change.ts";
import { orderTotals } from "../../../domain/money.ts";
import { OrderLine } from "../../../domain/order.ts";
import { equal } from "./digest.ts";
import type { FinalState, History, StoredOrder, Violation, WantedLine } from "./history.ts";
import { keyOf } from "./check-writes.ts";

/**
 * The database is the fold of the log: each order is taken back through its changes, the last
 * one first. Every value that a change says it made must be there, every total must be the sum
 * of the lines at that time, and what remains at version 1 must be what was asked for at first.
 */
export function checkOrders({ writes, imports, final }: History): Violation[] {
  const changes = Map.groupBy(final.log.filter((c) => c.entity === "order"), (c) => c.entityId);
  const asked = new Map<string, readonly WantedLine[]>();
  for (const { key, wish } of writes) if (wish.kind === "create") asked.set(key, wish.lines);
  for (const { orders } of imports) for (const { externalId, lines } of orders) asked.set(`external ${externalId}`, lines);
  const found = final.orders.flatMap((stored) => checkOrder(stored, changes.get(stored.order.id) ?? [], final, asked));
  const there = new Set(final.orders.map((o) => o.order.id));
  for (const [id, [first]] of changes) if (!there.has(id)) found.push({ kind: "fold differs", detail: `${id} of seq ${first?.seq ?? 0} is no order` });
  return [...found, ...checkNumbers(final)];
}

function checkOrder({ order, externalId }: StoredOrder, changes: readonly Change[], { tax }: FinalState, asked: ReadonlyMap<string, readonly WantedLine[]>): Violation[] {
  const found: Violation[] = [];
  const say = (kind: Violation["kind"], detail: string): void => void found.push({ kind, detail: `order ${order.number}: ${detail}` });
  const last = changes.at(-1);
  const fields = new Map<string, unknown>(Object.entries(order));
  if (!last?.row || !equal(last.row, Object.fromEntries(Object.keys(last.row).map((name) => [name, fields.get(name)])))) say("row differs from the log", `at version ${order.version}, the log's last at ${last?.version ?? 0}`);
  const lines = new Map(order.lines.map((l) => [l.id, l]));
  for (const change of changes.toReversed()) {
    const totals = orderTotals([...lines.values()], number(fields, "discount"), number(fields, "fee"), tax);
    const told = { total: change.row?.total, lineCount: change.row?.lineCount };
    if (!equal(told, { total: totals.total, lineCount: lines.size })) say("total is not the sum", `at version ${change.version} it is ${JSON.stringify(told)}, the lines make ${totals.total} of ${lines.size}`);
    for (const [field, [old, now]] of Object.entries(change.patch)) {
      if (!takeBack(fields, lines, field, old, now)) say("fold differs", `${field} was not ${JSON.stringify(now)} after version ${change.version}`);
    }
  }
  if ([...lines.values()].some((l) => l.total !== l.quantity * l.unitPrice)) say("total is not the sum", "of a line");
  const wanted = asked.get(externalId === null ? keyOf(changes[0]?.cause.id ?? "") : `external ${externalId}`);
  const first = [...lines.values()].map(({ stockCode, quantity, unitPrice }) => ({ stockCode, quantity, unitPrice }));
  if (wanted && !equal(first.map(code).sort(), wanted.map(code).sort())) say("fold differs", `began as ${JSON.stringify(first)}, asked for was ${JSON.stringify(wanted)}`);
  return found;
}

/** Undoes one field of a change. @returns whether the value that it says it made was there */
function takeBack(fields: Map<string, unknown>, lines: Map<string, OrderLine>, field: string, old: unknown, now: unknown): boolean {
  const [, id, part] = /^lines\.([^.]+)(?:\.(.+))?$/u.exec(field) ?? [];
  if (id === undefined) {
    const fits = equal(fields.get(field), now);
    fields.set(field, old);
    return fits;
  }
  const line = lines.get(id);
  if (part === "quantity" || part === "unitPrice") {
    if (!line) return false;
    lines.set(id, { ...line, [part]: old, total: (part === "quantity" ? Number(old) : line.quantity) * (part === "unitPrice" ? Number(old) : line.unitPrice) });
    return line[part] === now;
  }
  const fits = equal(line ?? null, now);
  if (old === null) lines.delete(id);
  else lines.set(id, v.parse(OrderLine, old));
  return fits;
}

function number(fields: ReadonlyMap<string, unknown>, name: string): number {
  return v.parse(v.number(), fields.get(name));
}

function code({ stockCode, quantity, unitPrice }: WantedLine): string {
  return `${stockCode} ${quantity} ${unitPrice}`;
}

/** Numbers are given out once each, one after another. */
function checkNumbers({ orders, headNumber, numberPrefix }: FinalState): Violation[] {
  const numbers = orders.map(({ order }) => order.number).sort();
  const wrong = numbers.findIndex((n, i) => n !== `${numberPrefix}${String(i + 1).padStart(7, "0")}`);
  if (wrong === -1 && headNumber === numbers.length) return [];
  return [{ kind: "number not allocated once", detail: `${numbers.length} orders, the counter stands at ${headNumber}, the first that does not fit is ${numbers[wrong] ?? "none"}` }];
}
