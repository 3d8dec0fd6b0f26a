import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { readQuickCounts } from "../../db/order-counts.ts";
import { GROUP_LIMITS, readGroups } from "../../db/order-groups.ts";
import { listOrders } from "../../db/order-list.ts";
import type { Keyset, ListRequest, OrderWindow } from "../../db/order-list.ts";
import { listMatching } from "../../db/order-matching.ts";
import type { Matching } from "../../db/order-matching.ts";
import { LIMITS } from "../../db/order-plan.ts";
import type { Limits } from "../../db/order-plan.ts";
import { listRow } from "../../db/order.ts";
import { matches } from "../../domain/filter.ts";
import type { Condition, Filter, FilterContext } from "../../domain/filter.ts";
import { moveBetween } from "../../domain/group.ts";
import type { OrderGroup } from "../../domain/group.ts";
import { GROUP_FIELDS } from "../../domain/group-field.ts";
import type { GroupField } from "../../domain/group-field.ts";
import { ORDER_TYPES } from "../../domain/order.ts";
import type { OrderRow } from "../../domain/order.ts";
import { compareRows, SORT_FIELDS, sortKeys } from "../../domain/order-sort.ts";
import type { OrderSort } from "../../domain/order-sort.ts";
import { STAGES, STATUS_MARKS } from "../../domain/order-status.ts";
import { INVOICE_STATUSES } from "../../domain/invoice-status.ts";
import { PAYMENT_METHODS, PAYMENT_STATUSES } from "../../domain/payment-status.ts";
import { QUICK_FILTERS } from "../../domain/quick-filter.ts";
import { dayOf } from "../../domain/zoned-day.ts";
import { randomFrom } from "../bench/random-orders.ts";
import { insertOrders, randomOrder, smallOrganization, TAGS } from "./small-organization.ts";
import type { SmallOrganization } from "./small-organization.ts";

const ORDERS = 160;
/** The last hours of the day on which the clocks of Cairo go back. */
const NOW = Date.UTC(2024, 9, 31, 21, 30);
/** So small that few orders meet every plan, yet nothing is given up. */
const SMALL: Limits = { few: 12, many: 25, newest: 1_000, scan: 1_000_000, covered: 1_000_000, glance: 6, search: 1_000 };

let org: SmallOrganization;
let stranger: SmallOrganization;
let rows: OrderRow[];
let context: FilterContext;
const plans = new Set<string>();

beforeAll(async () => {
  [org, stranger] = await Promise.all([smallOrganization(), smallOrganization()]);
  const random = randomFrom(7);
  const orders = Array.from({ length: ORDERS }, (_, n) => randomOrder(org, random, n + 1));
  await insertOrders(org, orders);
  await insertOrders(stranger, Array.from({ length: 20 }, (_, n) => randomOrder(stranger, random, n + 1)));
  rows = orders.map(listRow);
  context = { today: dayOf(NOW, org.lookups.organization.timeZone), statuses: org.lookups.statuses };
});

const list = (request: Partial<ListRequest>, limits: Limits = SMALL): Promise<OrderWindow> =>
  listOrders(org.db, { filter: [], sort: { field: "placed", dir: "desc" }, at: null, backwards: false, limit: 50, now: NOW, ...request }, limits);

/** What the domain says belongs to the view, sorted. */
const expected = (filter: Filter, sort: OrderSort): OrderRow[] => rows.filter((r) => matches(r, filter, context)).sort((a, b) => compareRows(a, b, sort, sortKeys(sort, org.lookups)));

async function allPages(request: Partial<ListRequest>): Promise<OrderRow[]> {
  const found: OrderRow[] = [];
  for (let at: Keyset | null = null; ; ) {
    const page = await list({ ...request, at });
    plans.add(page.plan);
    expect(page.bounded).toBe(false);
    if (request.backwards) found.unshift(...page.rows.map((r) => r.row));
    else found.push(...page.rows.map((r) => r.row));
    at = (request.backwards ? page.rows[0] : page.rows.at(-1))?.at ?? null;
    if (!page.more || at === null || found.length > ORDERS) return found;
  }
}

const listOf = <const F extends string>(field: F, values: () => readonly string[]) =>
  fc.record({ field: fc.constant(field), op: fc.constantFrom("in" as const, "not_in" as const), values: fc.infiniteStream(fc.nat()).map((s) => pickSome(values(), s)) });

/** Values are known only when the organization is there, after arbitraries were made. */
function pickSome(values: readonly string[], numbers: Iterator<number>): string[] {
  const next = () => Number(numbers.next().value);
  return Array.from({ length: 1 + (next() % 3) }, () => values[next() % values.length] ?? "");
}

const ids = (of: () => readonly { id: string }[]) => () => [...of().map((x) => x.id), "none", "unknown", ""];
const words = fc.constantFrom("+44 20 7946", "020 7946 01", "(020) 7946-0123", "0044207", "sm42", "SW1A 1AA", "sw1a1", "1aa", "anchor", "b-7", "85123", "smith", "Smi", "ada fen", "zoë", "ëa", "李", "ян", "42", "4", "0", "SM00000", "sm0000012", "0042", "sm 007", "#SM-0120", "po", "example com", "7946", "2079", "s", "!", "", "fenwick ltd", "o'n", "o'neill", "obrien", "O’Bri", "smiths", "lucja", "soren", "447700900", "07700 900", "212 555", "+353 1 234", "EC1A 1", "ec1a 1bb", "m1 1");
const wordsOf = <const F extends string>(field: F) => fc.record({ field: fc.constant(field), op: fc.constant("matches" as const), value: words });
const day = fc.constantFrom("2024-04-25", "2024-04-26", "2024-07-01", "2024-10-31", "2024-11-01", null);
const amount = fc.constantFrom(0, 1499, 1994, 11_499, null, Number.MAX_SAFE_INTEGER);

const score = fc.constantFrom(0, 10, 50, 90, 100, 101, -1, null);
const tagged = fc.record({ field: fc.constant("tag" as const), op: fc.constantFrom("in" as const, "all" as const, "not_in" as const), values: fc.array(fc.constantFrom(...TAGS, "nobody's"), { minLength: 1, maxLength: 3 }) });

/** What a condition may be made of: without ends it is none. */
const between = <const F extends string, E>(field: F, end: fc.Arbitrary<E | null>) =>
  fc.record({ field: fc.constant(field), op: fc.constant("between" as const), from: end, to: end }).filter(({ from, to }) => from !== null || to !== null);

const ofRow = fc.oneof(listOf("agent", ids(() => org.lookups.agents)), between("total", amount));
const condition: fc.Arbitrary<Condition> = fc.oneof(
  listOf("status", ids(() => org.lookups.statuses)),
  listOf("channel", ids(() => org.lookups.channels)),
  listOf("csr", () => ["usr_ada", "usr_bo", "usr_cy", "none", "unknown", ""]),
  ofRow,
  fc.record({ field: fc.constant("stage" as const), op: fc.constantFrom("in" as const, "not_in" as const), values: fc.subarray([...STAGES], { minLength: 1, maxLength: 6 }) }),
  fc.record({ field: fc.constant("mark" as const), op: fc.constant("in" as const), values: fc.subarray([...STATUS_MARKS], { minLength: 1 }) }),
  fc.record({ field: fc.constant("payment" as const), op: fc.constantFrom("in" as const, "not_in" as const), values: fc.subarray([...PAYMENT_STATUSES], { minLength: 1, maxLength: 4 }) }),
  fc.record({ field: fc.constant("type" as const), op: fc.constantFrom("in" as const, "not_in" as const), values: fc.subarray([...ORDER_TYPES], { minLength: 1, maxLength: 3 }) }),
  fc.record({ field: fc.constantFrom("unpaid" as const, "high_risk" as const), op: fc.constant("is" as const), value: fc.boolean() }),
  fc.record({ field: fc.constant("placed" as const), op: fc.constant("relative" as const), value: fc.constantFrom("today" as const, "yesterday" as const) }),
  between("placed", day),
  between("risk", score),
  listOf("microsite", ids(() => org.lookups.microsites)),
  fc.record({ field: fc.constant("method" as const), op: fc.constantFrom("in" as const, "not_in" as const), values: fc.subarray([...PAYMENT_METHODS, "none" as const], { minLength: 1, maxLength: 4 }) }),
  fc.record({ field: fc.constant("invoice" as const), op: fc.constantFrom("in" as const, "not_in" as const), values: fc.subarray([...INVOICE_STATUSES], { minLength: 1, maxLength: 3 }) }),
  tagged,
  tagged,
  fc.record({ field: fc.constant("deleted" as const), op: fc.constant("is" as const), value: fc.constantFrom(true, true, false) }),
  wordsOf("text"),
  wordsOf("number"),
  wordsOf("name"),
  wordsOf("email"),
  wordsOf("reference"),
  wordsOf("phone"),
  wordsOf("postcode"),
  wordsOf("stock"),
);
const filter = fc.oneof({ weight: 3, arbitrary: fc.array(condition, { minLength: 1, maxLength: 2 }) }, fc.array(condition, { maxLength: 5 }));
const sort: fc.Arbitrary<OrderSort> = fc.record({ field: fc.constantFrom(...SORT_FIELDS), dir: fc.constantFrom("asc" as const, "desc" as const) });

describe("the list of orders in the database", () => {
  it("shows exactly the rows that the predicate of the open grid holds for, in its order, by pages in either direction [L4.20]", async () => {
    await fc.assert(
      fc.asyncProperty(filter, sort, fc.integer({ min: 5, max: 60 }), fc.boolean(), async (chosen, by, limit, backwards) => {
        const found = await allPages({ filter: chosen, sort: by, limit, backwards });
        expect(found).toEqual(expected(chosen, by));
      }),
      { numRuns: 300 },
    );
    // Agents and totals among others by date have a plan of their own.
    await fc.assert(
      fc.asyncProperty(fc.tuple(ofRow, condition), fc.constantFrom("asc" as const, "desc" as const), fc.integer({ min: 2, max: 60 }), fc.boolean(), async (chosen, dir, limit, backwards) => {
        const by: OrderSort = { field: "placed", dir };
        expect(await allPages({ filter: chosen, sort: by, limit, backwards })).toEqual(expected(chosen, by));
      }),
      { numRuns: 100 },
    );
  });

  it("counts what it shows, or says that it does not know [L2.10]", async () => {
    let known = 0;
    await fc.assert(
      fc.asyncProperty(filter, sort, async (chosen, by) => {
        const { count } = await list({ filter: chosen, sort: by, limit: 1 });
        if (count === null) return;
        known++;
        expect(count).toBe(expected(chosen, by).length);
      }),
      // Of three filters it knows one: of fewer, chance may find too few.
      { numRuns: 250 },
    );
    expect(known).toBeGreaterThan(30);
  });

  it("counts each quick filter as the predicate does [L2.20]", async () => {
    const { counts } = await readQuickCounts(org.db, NOW);
    expect(counts).toEqual(Object.fromEntries(QUICK_FILTERS.map((q) => [q.id, expected(q.filter, { field: "placed", dir: "desc" }).length])));
  });

  it("gives up only openly: a window that looked at too little shows the first matches and says that there may be more [L6.10]", async () => {
    const tight: Limits = { few: 3, many: 6, newest: 5, scan: 10, covered: 100, glance: 2, search: 5 };
    let gaveUp = 0;
    await fc.assert(
      fc.asyncProperty(filter, sort, fc.integer({ min: 1, max: 20 }), async (chosen, by, limit) => {
        const window = await list({ filter: chosen, sort: by, limit }, tight);
        const all = expected(chosen, by);
        if (window.bounded) {
          gaveUp++;
          const known = new Set(all.map((r) => r.id));
          expect(window.rows.every((r) => known.has(r.row.id))).toBe(true);
        } else {
          expect(window.rows.map((r) => r.row)).toEqual(all.slice(0, limit));
          expect(window.more).toBe(all.length > limit);
        }
      }),
      { numRuns: 200 },
    );
    expect(gaveUp).toBeGreaterThan(10);
  });

  it("sorts all of a list by whatever column where the desk or one condition has few enough orders, however few of the newest could be sorted [L6.22]", async () => {
    const limits: Limits = { ...LIMITS, few: 3, newest: 5, scan: 10 };
    const scored: Condition = { field: "risk", op: "between", from: 50, to: null };
    const expensive: Condition = { field: "total", op: "between", from: 11_499, to: null };
    for (const chosen of [[], [scored], [expensive], [scored, expensive]]) {
      for (const by of SORT_FIELDS.map((field): OrderSort => ({ field, dir: "desc" }))) {
        if (by.field === "placed") continue;
        const { rows: found, bounded } = await list({ filter: chosen, sort: by, limit: 200 }, limits);
        expect([chosen, by.field, bounded, found.map((r) => r.row)]).toEqual([chosen, by.field, false, expected(chosen, by)]);
      }
    }
    const more = await list({ filter: [scored], sort: { field: "tracking", dir: "desc" }, limit: 200 }, { ...limits, many: 20 });
    expect([more.bounded, more.plan, more.rows.length <= 5]).toEqual([true, "newest", true]);
  });

  it("finds all that match by readings that pass a few orders each, whatever the filter [E8.12]", async () => {
    const tight: Limits = { few: 3, many: 6, newest: 5, scan: 10, covered: 100, glance: 2, search: 5 };
    let empty = 0;
    await fc.assert(
      fc.asyncProperty(filter, fc.integer({ min: 1, max: 20 }), async (chosen, limit) => {
        const found: string[] = [];
        for (let at: Keyset | null = null, left = 2 * ORDERS; ; left--) {
          const reading: Matching = await listMatching(org.db, { filter: chosen, at, limit, now: NOW }, tight);
          expect(reading.items.length).toBeLessThanOrEqual(limit + 1);
          expect(left).toBeGreaterThan(0);
          if (reading.at && reading.items.length === 0) empty++;
          found.push(...reading.items.map(([id]) => id));
          at = reading.at;
          if (at === null) break;
        }
        expect(found.toSorted()).toEqual(expected(chosen, { field: "number", dir: "asc" }).map((r) => r.id).toSorted());
      }),
      // Most orders have these words, few are of that day: one that is sure to pass many readings with nothing in them.
      { numRuns: 120, examples: [[[{ field: "text", op: "matches", value: "example com" }, { field: "placed", op: "relative", value: "yesterday" }], 5]] },
    );
    expect(empty).toBeGreaterThan(3);
  });

  it("shows nothing of another organization, and nothing but an empty list to one without orders [S2.10]", async () => {
    const empty = await smallOrganization();
    expect(await listOrders(empty.db, { filter: [], sort: { field: "placed", dir: "desc" }, at: null, backwards: false, limit: 50, now: NOW })).toMatchObject({ rows: [], more: false, count: 0 });
    const theirs = await listOrders(stranger.db, { filter: [], sort: { field: "total", dir: "asc" }, at: null, backwards: false, limit: 200, now: NOW });
    const own = new Set(rows.map((r) => r.id));
    expect(theirs.rows.some((r) => own.has(r.row.id))).toBe(false);
  });

  it("does with the product's own limits what it does with small ones [L6.11]", async () => {
    for (const q of QUICK_FILTERS) {
      for (const field of SORT_FIELDS) {
        const found = await list({ filter: q.filter, sort: { field, dir: "asc" }, limit: 200 }, LIMITS);
        expect([q.id, field, found.rows.map((r) => r.row)]).toEqual([q.id, field, expected(q.filter, { field, dir: "asc" })]);
      }
    }
  });

  it("was found by every plan that there is, so that none goes unproven [L6.12]", () => {
    expect([...plans].sort()).toEqual(["collect", "days", "lane", "newest", "search", "walk"]);
  });
});

describe("the groups of the list", () => {
  const byKey = (groups: Iterable<OrderGroup>) => [...groups].sort((a, b) => (a.key < b.key ? -1 : 1));
  /** By adding up what the domain says belongs to the view, one order after the other. */
  const recounted = (chosen: Filter, field: GroupField) =>
    byKey(expected(chosen, { field: "placed", dir: "desc" }).reduce<ReadonlyMap<string, OrderGroup>>((groups, row) => moveBetween(groups, field, null, row), new Map()).values());

  it("have the numbers and sums of a recount, whatever the filter and the field [L5.34]", async () => {
    const found = new Set<string>();
    await fc.assert(
      fc.asyncProperty(filter, fc.constantFrom(...GROUP_FIELDS), async (chosen, field) => {
        const { groups, bounded, plan } = await readGroups(org.db, { filter: chosen, field, now: NOW });
        found.add(plan);
        expect(bounded).toBe(false);
        expect(byKey(groups)).toEqual(recounted(chosen, field));
      }),
      // What chance alone finds too seldom to be sure of.
      { numRuns: 300, examples: [[[], "day"], [[{ field: "placed", op: "relative", value: "yesterday" }], "day"], [[{ field: "deleted", op: "is", value: true }], "csr"]] },
    );
    for (const q of QUICK_FILTERS) for (const field of GROUP_FIELDS) expect(byKey((await readGroups(org.db, { filter: q.filter, field, now: NOW })).groups)).toEqual(recounted(q.filter, field));
    expect([...found].sort()).toEqual(["agents", "days", "deleted", "facets", "index", "search"]);
  });

  it("say so when not all orders were looked at, and then add up the newest days whole [L5.35]", async () => {
    const some: Filter = [{ field: "total", op: "between", from: 0, to: null }];
    const all = recounted(some, "day");
    const newest = all.at(-1)?.orders ?? 0;
    const { groups, bounded } = await readGroups(org.db, { filter: some, field: "day", now: NOW }, { ...GROUP_LIMITS, covered: newest });
    expect(bounded).toBe(true);
    expect(byKey(groups)).toEqual(all.slice(-1));
    expect(await readGroups(org.db, { filter: [{ field: "text", op: "matches", value: "sm" }], field: "status", now: NOW }, { ...GROUP_LIMITS, search: 10 })).toMatchObject({ bounded: true, plan: "search" });
    expect((await readGroups(org.db, { filter: some, field: "day", now: NOW }, { ...GROUP_LIMITS, covered: ORDERS })).bounded).toBe(false);
  });

  it("are none of another organization's [L5.36]", async () => {
    const theirs = await readGroups(stranger.db, { filter: [], field: "csr", now: NOW });
    expect(theirs.groups.reduce((sum, group) => sum + group.orders, 0)).toBeLessThanOrEqual(20);
    const empty = await smallOrganization();
    for (const field of GROUP_FIELDS) expect(await readGroups(empty.db, { filter: [], field, now: NOW })).toMatchObject({ groups: [], bounded: false });
  });
});
