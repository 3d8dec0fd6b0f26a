import IconBookmark from "~icons/lucide/bookmark";
import IconFilter from "~icons/lucide/list-filter";
import IconPackage from "~icons/lucide/package-2";
import IconUser from "~icons/lucide/user";
import { DEFAULT_VIEW, printView } from "../../domain/filter-url.ts";
import type { View } from "../../domain/filter-url.ts";
import type { SavedView } from "../../domain/saved-view.ts";
import type { Lookups } from "../../domain/lookups.ts";
import { QUICK_FILTERS } from "../../domain/quick-filter.ts";
import { searchOf } from "../orders/views/opened-mark.ts";
import type { Command } from "../shell/commands.ts";
import type { Found } from "./found.ts";
import { ranked } from "./rank.ts";

/** A row of the palette. */
export interface Entry extends Command {
  /** Not two of them have the same. */
  readonly key: string;
  /** Said beside the label, in grey. */
  readonly hint?: string;
}

export interface EntryGroup {
  readonly name: string;
  readonly entries: readonly Entry[];
}

interface Sources {
  readonly commands: readonly Command[];
  readonly lookups: Lookups | undefined;
  readonly views: readonly SavedView[];
  readonly found: Found;
  readonly money: (minor: number) => string;
  /** To a page of the organization. */
  readonly go: (path: string) => void;
}

/** What stands in the palette for what was typed: what can be done, lists to go to, orders and people. */
export function entryGroups(query: string, sources: Sources): readonly EntryGroup[] {
  const commands = byGroup(ranked(sources.commands.map((command): Entry => ({ ...command, key: `${command.group}/${command.label}` })), query));
  if (query.trim() === "") return commands;
  const orders = { name: "Orders", entries: orderEntries(sources) };
  const lists = { name: "Lists", entries: ranked(listEntries(sources), query) };
  const customers = { name: "Customers", entries: customerEntries(sources) };
  // A number is an order's; words are more often something to do, or a list.
  const groups = /\d/u.test(query) ? [orders, customers, ...commands, lists] : [...commands, lists, orders, customers];
  return groups.filter((group) => group.entries.length > 0);
}

/** Rarely wanted, so never in front of what the page can do. */
const LAST: readonly string[] = ["Organizations", "You"];

function byGroup(entries: readonly Entry[]): EntryGroup[] {
  const groups = [...Map.groupBy(entries, (entry) => entry.group)].map(([name, of]) => ({ name, entries: of }));
  return groups.sort((a, b) => LAST.indexOf(a.name) - LAST.indexOf(b.name));
}

function orderEntries({ found, lookups, money, go }: Sources): Entry[] {
  return found.orders.map((order) => ({
    key: order.id,
    group: "Orders",
    label: order.number,
    hint: [order.customerName, money(order.total), lookups?.statuses.find((s) => s.id === order.statusId)?.name].filter(Boolean).join(" · "),
    icon: IconPackage,
    run: () => go(`/orders/${order.id}`),
  }));
}

function customerEntries({ found, go }: Sources): Entry[] {
  return found.customers.map((customer) => ({
    key: customer.id,
    group: "Customers",
    label: customer.name,
    hint: ["Orders", customer.company, customer.email].filter(Boolean).join(" · "),
    icon: IconUser,
    run: () => go(listPath({ ...DEFAULT_VIEW, filter: [customer.email === "" ? { field: "name", op: "matches", value: customer.name } : { field: "email", op: "matches", value: customer.email }] })),
  }));
}

/** Saved views, the quick filters, and the orders of each status, channel, colleague and agent. */
function listEntries({ lookups, views, go }: Sources): Entry[] {
  const entry = (kind: string, id: string, label: string, view: Partial<View>, words: string): Entry => ({
    key: `${kind}/${id}`,
    group: "Lists",
    label,
    hint: kind,
    words,
    icon: kind === "CSR" || kind === "Agent" ? IconUser : IconFilter,
    run: () => go(listPath({ ...DEFAULT_VIEW, ...view })),
  });
  const of = (field: "status" | "channel" | "csr" | "agent", id: string): Partial<View> => ({ filter: [{ field, op: "in", values: [id] }] });
  return [
    ...views.map((view): Entry => ({ key: view.id, group: "Lists", label: view.name, hint: "Saved view", words: "orders view", icon: IconBookmark, run: () => go(`/orders${searchOf(view.query, view)}`) })),
    ...QUICK_FILTERS.map(({ id, name }) => entry("Quick filter", id, id === "all" ? "All orders" : name, { quick: id }, "orders")),
    ...(lookups?.statuses.filter((s) => s.active).map((s) => entry("Status", s.id, s.name, of("status", s.id), "orders status")) ?? []),
    ...(lookups?.people.filter((p) => p.active).map((p) => entry("CSR", p.id, p.name, of("csr", p.id), "orders csr")) ?? []),
    ...(lookups?.agents.filter((a) => a.active).map((a) => entry("Agent", a.id, a.name, of("agent", a.id), "orders agent")) ?? []),
    ...(lookups?.channels.filter((c) => c.active).map((c) => entry("Channel", c.id, c.name, of("channel", c.id), "orders channel")) ?? []),
  ];
}

function listPath(view: View): string {
  return `/orders?${printView(view)}`;
}
