import Papa from "papaparse";
import { addDays, dayOf } from "../domain/zoned-day.ts";
import type { Day } from "../domain/zoned-day.ts";
import { chance, demoCustomer, pick } from "./demo-customers.ts";

/** Who works on the orders. */
export interface DemoDesk {
  readonly slug: string;
  readonly csrs: readonly [string, ...string[]];
  readonly agents: readonly [string, ...string[]];
  readonly timeZone: string;
}

const ADDED = ["Status", "Payment status", "Amount paid", "Channel", "CSR", "Delivery agent", "Order type", "Fraud score", "Delivery fee", "Tags", "Customer name", "Customer e-mail", "Customer phone", "Company", "Delivery address line 1", "Delivery city", "Delivery region", "Delivery post code"] as const;
type Added = Readonly<Partial<Record<(typeof ADDED)[number], string>>>;

/**
 * The demo's file for one organization: the real lines, moved in time so that their
 * last two days are yesterday and today, with the columns that a desk lives by. The
 * same but for the dates whenever it is made.
 * @param csv the organization's file of demo/
 * @param now UTC milliseconds; nothing is placed later
 */
export function demoOrders(csv: string, desk: DemoDesk, now: number): string {
  const [header = [], ...rows] = Papa.parse<string[]>(csv.trimEnd()).data;
  const column = (name: string): number => header.indexOf(name);
  const [invoice, date, customer, country] = [column("InvoiceNo"), column("InvoiceDate"), column("CustomerID"), column("Country")];
  const days = newDays(rows.map((row) => row[date]?.slice(0, 10) ?? ""), dayOf(now, desk.timeZone));
  const today = dayOf(now, desk.timeZone);
  const elapsed = minutesOf(new Intl.DateTimeFormat("en-GB", { timeZone: desk.timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(now));

  let last = "";
  const out = rows.map((row) => {
    const id = row[invoice] ?? "";
    const day = days.get(row[date]?.slice(0, 10) ?? "") ?? today;
    const minutes = minutesOf(row[date]?.slice(11, 16) ?? "");
    // Today is not over yet: its orders come closer together instead of from the future.
    const moved = row.with(date, `${day} ${clock(day === today ? Math.floor((minutes * elapsed) / 1440) : minutes)}`);
    const added = id === last ? {} : addedTo(id, day, today, row[customer] ?? "", row[country] ?? "", desk);
    last = id;
    return [...moved, ...ADDED.map((name) => added[name] ?? "")];
  });
  return Papa.unparse([[...header, ...ADDED], ...out], { newline: "\n" });
}

/** The last two days become yesterday and today; the others keep their distance to them. */
function newDays(days: readonly Day[], today: Day): Map<Day, Day> {
  const distinct = [...new Set(days)].sort();
  const last = distinct.at(-1) ?? today;
  const before = distinct.at(-2) ?? last;
  const distance = (from: Day, to: Day): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
  return new Map(distinct.map((day) => [day, day === last ? today : addDays(today, -1 - distance(day, before))]));
}

function minutesOf(time: string): number {
  const [h = 0, m = 0] = time.split(":").map(Number);
  return h * 60 + m;
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

/** One of the choices, each as likely as its weight. */
function weighted(choices: readonly (readonly [string, number])[], ...words: readonly string[]): string {
  let rest = chance(...words) * choices.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [choice, weight] of choices) {
    rest -= weight;
    if (rest < 0) return choice;
  }
  return choices[0]?.[0] ?? "";
}

const CHANNELS = [["Web", 42], ["Phone", 17], ["Mobile", 12], ["Email", 8], ["Amazon", 8], ["eBay", 6], ["Etsy", 3], ["Physical store", 2], ["Customer support", 2]] as const;
/** Nearly everything older has left; what is new is still on its way through the desk. */
const STATUS = {
  old: [["Delivered", 66], ["Dispatched", 9], ["In Transit", 4], ["Cancelled", 5], ["Returned From Warehouse", 4], ["Failed", 2], ["On Hold", 2], ["Awaiting Customer Feedback", 3], ["Exchange On Hold", 2], ["Processing", 3]],
  fresh: [["Pending", 20], ["Awaiting Approval", 9], ["Accepted", 8], ["Approved", 10], ["Processing", 17], ["Ready To Dispatch", 12], ["Dispatched", 8], ["On Hold", 5], ["Awaiting Customer Feedback", 4], ["Exchange On Hold", 3], ["Incomplete", 4]],
} as const;
const GONE: ReadonlySet<string> = new Set(["Delivered", "Dispatched", "In Transit", "Ready To Dispatch", "Returned From Warehouse"]);

function addedTo(id: string, day: Day, today: Day, customerNumber: string, country: string, desk: DemoDesk): Added {
  const status = weighted(day >= addDays(today, -2) ? STATUS.fresh : STATUS.old, id, "status");
  const type = status === "Exchange On Hold" ? "Exchange" : GONE.has(status) ? "Standard" : weighted([["Standard", 84], ["Preorder", 12], ["Replacement", 4]], id, "type");
  const guest = customerNumber === "";
  const who = guest ? null : demoCustomer(customerNumber.replace(/\.0$/u, ""), country);
  const score = chance(id, "fraud");
  return {
    Status: status,
    "Payment status": paymentOf(id, status),
    Channel: weighted(CHANNELS, id, "channel"),
    CSR: chance(id, "csr") < 0.68 ? pick(desk.csrs, id, "which csr") : "",
    "Delivery agent": GONE.has(status) || chance(id, "agent") < 0.2 ? pick(desk.agents, id, "which agent") : "",
    "Order type": type === "Standard" && who !== null && who.company !== "" ? "B2B" : type,
    "Fraud score": chance(id, "scored") < 0.8 ? String(Math.floor(score ** 3 * 101)) : "",
    "Delivery fee": weighted([["0", 45], ["3.95", 30], ["5.95", 20], ["12.50", 5]], id, "fee"),
    Tags: weighted([["", 80], ["gift", 7], ["trade", 6], ["fragile", 4], ["call first", 3]], id, "tags"),
    ...(who && {
      "Customer name": who.name, "Customer e-mail": who.email, "Customer phone": who.phone, Company: who.company,
      "Delivery address line 1": who.line1, "Delivery city": who.city, "Delivery region": who.region, "Delivery post code": who.postCode,
    }),
  };
}

function paymentOf(id: string, status: string): string {
  if (status === "Returned From Warehouse") return weighted([["Refunded", 75], ["Paid", 25]], id, "payment");
  if (status === "Cancelled" || status === "Failed") return weighted([["Pending", 60], ["Declined", 25], ["Refunded", 15]], id, "payment");
  if (GONE.has(status)) return weighted([["Paid", 90], ["Pending", 10]], id, "payment");
  if (status === "Incomplete") return "Pending";
  return weighted([["Paid", 62], ["Pending", 20], ["Authorized", 12], ["Declined", 6]], id, "payment");
}
