import { createEffect, createSignal, on, onCleanup } from "solid-js";
import type { Accessor } from "solid-js";
import * as v from "valibot";
import { Customer } from "../../domain/customer.ts";
import { DEFAULT_VIEW } from "../../domain/filter-url.ts";
import type { OrderRow } from "../../domain/order.ts";
import { orderNumber } from "../../domain/organization.ts";
import { asksForNothing, searchTerms, typedNumber } from "../../domain/search-text.ts";
import { api, ApiProblem } from "../api.ts";
import type { ApiScope } from "../api.ts";
import { lookupsOf } from "../orders/lookups.ts";
import { readOrders } from "../orders/order-list.ts";

/** Milliseconds without a key until the server is asked. */
const PAUSE = 120;
const MOST_ORDERS = 6;
const MOST_CUSTOMERS = 4;

const Customers = v.object({ items: v.array(Customer) });

export interface Found {
  readonly orders: readonly OrderRow[];
  readonly customers: readonly Customer[];
}

const NOTHING: Found = { orders: [], customers: [] };

/** Orders and customers by what is typed. What was found before stays until the next answer, so that nothing flickers. */
export function createFound(scope: ApiScope, query: Accessor<string>): { readonly found: Accessor<Found>; readonly phase: Accessor<"idle" | "searching" | "failed">; readonly retry: () => void } {
  const [found, setFound] = createSignal(NOTHING);
  const [phase, setPhase] = createSignal<"idle" | "searching" | "failed">("idle");
  const [again, setAgain] = createSignal(0);

  async function search(text: string, signal: AbortSignal): Promise<Found> {
    const number = await wholeNumber(text);
    const orders = (field: "text" | "number", value: string) => readOrders(scope, { ...DEFAULT_VIEW, filter: [{ field, op: "matches", value }] }, {}, MOST_ORDERS, signal);
    const [exact, list, customers] = await Promise.all([
      number === null ? { rows: [] } : orders("number", number),
      orders("text", text),
      api(scope, "GET", `/customers?q=${encodeURIComponent(text)}`, undefined, { schema: Customers, signal }),
    ]);
    const ids = new Set(exact.rows.map((row) => row.id));
    return { orders: [...exact.rows, ...list.rows.filter((row) => !ids.has(row.id))].slice(0, MOST_ORDERS), customers: customers.items.slice(0, MOST_CUSTOMERS) };
  }
  /** `42`, `0042` and `bt 42` are `BT0000042` before they are the beginning of anything else. */
  async function wholeNumber(text: string): Promise<string | null> {
    const { numberPrefix } = (await lookupsOf(scope).read()).organization;
    const typed = typedNumber(text);
    const isOwn = typed && (typed.letters === "" || typed.letters === numberPrefix.toLowerCase()) && typed.digits.length < 10;
    return isOwn ? orderNumber(numberPrefix, Number(typed.digits)) : null;
  }

  async function show(text: string, signal: AbortSignal): Promise<void> {
    try {
      const next = await search(text, signal);
      if (signal.aborted) return;
      setFound(next);
      setPhase("idle");
    } catch (error) {
      if (signal.aborted) return;
      setPhase("failed");
      if (!(error instanceof ApiProblem)) throw error;
    }
  }

  createEffect(
    on([query, again], ([typed]) => {
      const text = typed.trim();
      if (asksForNothing(searchTerms(text, null))) {
        setFound(NOTHING);
        setPhase("idle");
        return;
      }
      const stop = new AbortController();
      setPhase("searching");
      const timer = setTimeout(() => void show(text, stop.signal), PAUSE);
      onCleanup(() => {
        clearTimeout(timer);
        stop.abort();
      });
    }),
  );
  return { found, phase, retry: () => setAgain((n) => n + 1) };
}
