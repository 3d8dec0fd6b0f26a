import * as v from "valibot";
import { matchQuery } from "../../db/order-filter.ts";
import { dayOf } from "../../domain/zoned-day.ts";
import { OrderRow } from "../../domain/order.ts";
import { matches } from "../../domain/filter.ts";
import type { WordCondition } from "../../domain/filter.ts";
import { DEFAULT_VIEW, printView } from "../../domain/filter-url.ts";
import { isWholeWord, searchTerms } from "../../domain/search-text.ts";
import type { Whole } from "../../domain/search-text.ts";
import { LIMITS } from "../../db/order-plan.ts";
import { round, Samples } from "./measure.ts";
import { SEARCH_QUERIES } from "./search-queries.ts";
import { openStage, verify } from "./stage.ts";
import type { Stage } from "./stage.ts";

const ORDERS = 1_000_000;
const ROUNDS = 20;
const LIMIT = 50;

const Answer = v.object({ rows: v.array(OrderRow), bounded: v.boolean() });

interface Measured {
  readonly query: string;
  readonly hits: number;
  readonly answer: Samples;
  readonly floor: Samples;
}

/** Search as somebody types it, one question after the other, beside the bare question to the index on the same server in the same turns. */
export async function benchSearch(orders = ORDERS): Promise<Record<string, unknown>> {
  const stage = await openStage(orders, { writes: false, connections: 1 });
  try {
    const measured: Measured[] = [];
    for (const query of SEARCH_QUERIES) measured.push({ query, hits: await check(stage, query), answer: new Samples(), floor: new Samples() });
    // In turns, so that what else the machine does meets all alike.
    for (let turn = 0; turn < ROUNDS; turn++) {
      for (const { query, answer, floor } of measured) {
        await timed(floor, () => hitsOf(stage, query, LIMIT));
        await timed(answer, () => stage.call(pathOf(query)));
      }
    }
    const queries = measured.map(({ query, hits, answer, floor }) => ({ query, hits, p50_ms: round(answer.percentile(50)), p95_ms: round(answer.percentile(95)), floor_p50_ms: round(floor.percentile(50)) }));
    for (const q of queries) console.log(`${q.query.padEnd(18)} ${String(q.hits).padStart(7)} hits   ${q.p50_ms} / ${q.p95_ms} ms   floor ${q.floor_p50_ms} ms`);
    const all = together(measured.map((m) => m.answer));
    const floor = together(measured.map((m) => m.floor));
    const [worst] = queries.toSorted((a, b) => b.p50_ms - a.p50_ms);
    return { bench: "search", orders, p50_ms: round(all.percentile(50)), p95_ms: round(all.percentile(95)), p99_ms: round(all.percentile(99)), floor_p50_ms: round(floor.percentile(50)), floor_p95_ms: round(floor.percentile(95)), worst: worst?.query, worst_p50_ms: worst?.p50_ms, queries };
  } finally {
    await stage.stop();
  }
}

const filterOf = (query: string): readonly WordCondition[] => [{ field: "text", op: "matches", value: query }];
const pathOf = (query: string) => `orders?${printView({ ...DEFAULT_VIEW, filter: filterOf(query) })}&limit=${LIMIT}`;

async function timed(samples: Samples, work: () => Promise<unknown>): Promise<void> {
  const from = performance.now();
  await work();
  samples.times.push(performance.now() - from);
}

function together(parts: readonly Samples[]): Samples {
  const all = new Samples();
  for (const { times } of parts) all.times.push(...times);
  return all;
}

/** The floor: what the index alone says. */
async function hitsOf(stage: Stage, query: string, limit: number): Promise<number> {
  const rows = await stage.db.query({ sql: "SELECT rowid FROM orders_search WHERE orders_search MATCH :match AND :org <> '' ORDER BY rowid DESC LIMIT :limit", args: { match: matchQuery(filterOf(query), stage.db.orgId), limit } });
  return rows.length;
}

/** That the answer is right, by plain SQL over the texts themselves and by the predicate of the open grid. @returns hits, as far as they are looked at */
async function check(stage: Stage, query: string): Promise<number> {
  const { rows, bounded } = v.parse(Answer, JSON.parse((await stage.call(pathOf(query))).text));
  const context = { today: dayOf(Date.now(), stage.lookups.organization.timeZone), statuses: stage.lookups.statuses };
  verify(`rows of “${query}” that the predicate denies`, rows.filter((row) => !matches(row, filterOf(query), context)).map((row) => row.number), []);
  const truth = await newestOf(stage, query);
  if (truth !== null) verify(`the newest of “${query}”`, rows.map((row) => row.id), truth);
  const hits = await hitsOf(stage, query, LIMITS.search + 1);
  verify(`whether “${query}” has more hits than are looked at`, bounded, hits > LIMITS.search);
  return hits;
}

/** Ids of the first page, found without the index; null for phone numbers, which it would have to normalize. */
async function newestOf(stage: Stage, query: string): Promise<string[] | null> {
  const { words, wholes } = searchTerms(query, null);
  if (/^[+\d][\d\s]*$/u.test(query)) return null;
  const digits = "substr(number, 3)";
  const texts = `' ' || lower(number) || ' ' || ${digits} || ' ' || ltrim(${digits}, '0') || ' be' || ltrim(${digits}, '0') || ' ' || search_name || ' ' || search_email || ' ' || search_phone || ' ' || search_reference || ' ' || search_post || ' ' || search_stock || ' '`;
  const args: Record<string, string> = {};
  const there = (token: string, field: Whole["field"] | null = null) => {
    const arg = `t${Object.keys(args).length}`;
    args[arg] = isWholeWord(token, field) ? ` ${token} ` : ` ${token}`;
    return `instr(${texts}, :${arg}) > 0`;
  };
  const anySpelling = (spellings: (typeof words)[number]) => `(${spellings.map((spelling) => `(${spelling.map((token) => there(token)).join(" AND ")})`).join(" OR ")})`;
  const rows = await stage.db.query({
    sql: `SELECT id FROM orders NOT INDEXED WHERE org_id = :org AND deleted_at IS NULL AND (${[words.map(anySpelling).join(" AND "), ...wholes.map((whole) => there(whole.token, whole.field))].join(" OR ")}) ORDER BY placed_at DESC, id DESC LIMIT ${LIMIT}`,
    args,
  });
  return rows.map((row) => v.parse(v.string(), row["id"]));
}
