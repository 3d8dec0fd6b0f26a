import * as v from "valibot";
import { Customer } from "../../domain/customer.ts";
import { newId } from "../../domain/ids.ts";
import type { Order } from "../../domain/order.ts";
import { loadLookups } from "../../db/lookups.ts";
import type { Lookups } from "../../domain/lookups.ts";
import { TEMPLATE_CSV } from "../../domain/import/template.ts";
import { BulkAnswer, overOf } from "./bulk.ts";
import { newShop } from "./orders.ts";
import type { Shop } from "./orders.ts";
import type { Tenant } from "./tenant.ts";

/** Where an import stands: begun (no part yet), sent (all parts), ready (upload completed). */
export type ImportStage = "begun" | "sent" | "ready";

/** Ids of things of one organization; each call may make a new thing. */
export interface Sample {
  readonly slug: string;
  order(): Promise<Pick<Order, "id" | "version"> & { readonly lineId: string }>;
  deletedOrder(): Promise<string>;
  /** An order, and a change of it by the SuperAdmin, its last. */
  change(): Promise<{ readonly id: string; readonly seq: number }>;
  /** Words that find a customer. */
  customer(): Promise<{ readonly id: string; readonly words: string }>;
  stockCode(): Promise<string>;
  person(): Promise<string>;
  apiKey(): Promise<string>;
  status(name: string): Promise<string>;
  channel(): Promise<string>;
  agent(): Promise<string>;
  microsite(): Promise<string>;
  cancelReason(): Promise<string>;
  importJob(stage: ImportStage): Promise<string>;
  /** A shared one. */
  savedView(): Promise<string>;
  /** A bulk action on one order by the SuperAdmin. */
  bulkJob(stage: "ready" | "done"): Promise<string>;
}

const FILE = new TextEncoder().encode(TEMPLATE_CSV);
/** Size of the file that `importJob` uploads; its only part is these bytes. */
export const SAMPLE_FILE: Uint8Array<ArrayBuffer> = FILE;

function first<T>(items: readonly T[], what: string): T {
  const [item] = items;
  if (item === undefined) throw new Error(`the sample has no ${what}`);
  return item;
}

/** A test's organization with one of everything, made as the product makes it. */
export async function newSample(t: Tenant): Promise<Sample> {
  const words = `Sample${t.slug.replaceAll("-", "")}`;
  const stockCode = `CODE${t.slug.replaceAll("-", "").toUpperCase()}`;
  const shop: Shop = await newShop(t, { [stockCode]: { name: `Lamp ${words}`, price: 500 } });
  const known: Lookups = await loadLookups(t.db);
  const post = async (path: string, options: { body?: unknown; method?: string; raw?: BodyInit }): Promise<unknown> => {
    const answer = await t.people.superadmin.call(path, { method: "POST", ...options });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    const body: unknown = await answer.json();
    return body;
  };
  return {
    slug: t.slug,
    async order() {
      const { id, version, lines } = await shop.place({ lines: [{ stockCode, quantity: 2 }] });
      return { id, version, lineId: first(lines, "line").id };
    },
    async deletedOrder() {
      const { id } = await shop.place({ lines: [{ stockCode, quantity: 2 }] });
      await post(`orders/${id}`, { method: "DELETE" });
      return id;
    },
    async change() {
      const { id, version } = await shop.place({ lines: [{ stockCode, quantity: 2 }] });
      const { seq } = v.parse(v.object({ seq: v.number() }), await post(`orders/${id}`, { method: "PATCH", body: { version, edit: { reference: words } } }));
      return { id, seq };
    },
    async customer() {
      const { customer } = v.parse(v.object({ customer: Customer }), await post("customers", { body: { name: `Ann ${words}` } }));
      return { id: customer.id, words };
    },
    stockCode: () => Promise.resolve(stockCode),
    person: async () => (await t.addPerson("csr", "Ned Sample")).id,
    apiKey: async () => (await t.addScript(["orders.read"])).id,
    status: (name) => Promise.resolve(first(known.statuses.filter((s) => s.name === name), name).id),
    channel: () => Promise.resolve(first(known.channels.filter((c) => c.kind === "phone"), "channel").id),
    agent: () => Promise.resolve(first(known.agents, "agent").id),
    microsite: () => Promise.resolve(first(known.microsites, "microsite").id),
    cancelReason: () => Promise.resolve(first(known.reasons.filter((r) => r.kind === "cancel"), "reason").id),
    async bulkJob(stage) {
      const { id } = await shop.place({ lines: [{ stockCode, quantity: 2 }] });
      const { job } = v.parse(BulkAnswer, await post("bulk", { body: { kind: "csr", ids: [id] } }));
      if (stage === "done") {
        await post(`bulk/${job.id}/start`, { body: { action: { kind: "csr", csrId: t.people.csr.id } } });
        await overOf(t.people.superadmin.call, job.id);
      }
      return job.id;
    },
    async importJob(stage) {
      const { job } = v.parse(v.object({ job: v.object({ id: v.string() }) }), await post("imports", { body: { name: "orders.csv", size: FILE.byteLength } }));
      if (stage !== "begun") await post(`imports/${job.id}/parts/1`, { method: "PUT", raw: FILE });
      if (stage === "ready") await post(`imports/${job.id}/complete`, {});
      return job.id;
    },
    savedView: async () => v.parse(v.object({ view: v.object({ id: v.string() }) }), await post("views", { body: { name: `View ${words}`, shared: true, query: "" } })).view.id,
  };
}

/** Ids as they could be, of things that exist nowhere. */
export const NOWHERE: Sample = {
  slug: "no-such-organization",
  order: () => Promise.resolve({ id: newId("ord"), version: 1, lineId: newId("lin") }),
  deletedOrder: () => Promise.resolve(newId("ord")),
  change: () => Promise.resolve({ id: newId("ord"), seq: 1_000_000 }),
  customer: () => Promise.resolve({ id: newId("cus"), words: "Samplenowhere" }),
  stockCode: () => Promise.resolve("CODENOWHERE"),
  person: () => Promise.resolve(newId("usr")),
  apiKey: () => Promise.resolve(newId("key")),
  status: () => Promise.resolve(newId("sta")),
  channel: () => Promise.resolve(newId("chn")),
  agent: () => Promise.resolve(newId("agt")),
  microsite: () => Promise.resolve(newId("mic")),
  cancelReason: () => Promise.resolve(newId("rsn")),
  importJob: () => Promise.resolve(newId("job")),
  savedView: () => Promise.resolve(newId("viw")),
  bulkJob: () => Promise.resolve(newId("job")),
};
