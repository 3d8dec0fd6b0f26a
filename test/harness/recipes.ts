import { randomText } from "../../domain/ids.ts";
import { guessMapping } from "../../domain/import/guess-mapping.ts";
import { TEMPLATE_CSV } from "../../domain/import/template.ts";
import type { CallOptions } from "./tenant.ts";
import { SAMPLE_FILE } from "./sample.ts";
import type { Sample } from "./sample.ts";

/** One request, with ids of organizations in it. */
export interface Asked {
  /** Without `/api/v1/:org/`. */
  readonly path: string;
  readonly options?: CallOptions;
}

/**
 * How to ask a route. `from(place)` gives the organization whose ids stand at that place: the asker's
 * own first, then, for each place that was named, a foreign one. A place begins with `path.`,
 * `query.` or `body.`, and ends with the field's name.
 */
export type Recipe = (from: (place: string) => Sample) => Promise<Asked>;

const NONE: (path: string) => Recipe = (path) => () => Promise.resolve({ path });

const mapping = guessMapping(TEMPLATE_CSV.slice(0, TEMPLATE_CSV.indexOf("\n")).trim().split(","));
const START = { layout: { encoding: "utf-8", delimiter: ",", newline: "\n", preamble: 0 }, mapping };

/** By method and path, as in the route table. A new route needs its line here: the tenancy test says so. */
export const RECIPES: Readonly<Record<string, Recipe>> = {
  "GET /api/v1/:org/lookups": NONE("lookups"),
  "GET /api/v1/:org/changes": NONE("changes?after=0"),

  "GET /api/v1/:org/orders": async (from) => {
    const query = new URLSearchParams({
      status: await from("query.status").status("Incomplete"),
      channel: await from("query.channel").channel(),
      csr: `none,${await from("query.csr").person()}`,
      agent: `none,${await from("query.agent").agent()}`,
    });
    return { path: `orders?${query.toString()}` };
  },
  "GET /api/v1/:org/orders/counts": NONE("orders/counts"),
  "GET /api/v1/:org/orders/tags": NONE("orders/tags"),
  "GET /api/v1/:org/orders/groups": async (from) => {
    const query = new URLSearchParams({ group: "agent", status: await from("query.status").status("Incomplete"), csr: `none,${await from("query.csr").person()}` });
    return { path: `orders/groups?${query.toString()}` };
  },
  "POST /api/v1/:org/orders": async (from) => ({
    path: "orders",
    options: {
      method: "POST",
      body: {
        customerId: (await from("body.customerId").customer()).id,
        lines: [{ stockCode: await from("body.lines.0.stockCode").stockCode(), quantity: 1 }],
        csrId: await from("body.csrId").person(),
        agentId: await from("body.agentId").agent(),
        channelId: await from("body.channelId").channel(),
        micrositeId: await from("body.micrositeId").microsite(),
      },
    },
  }),
  "GET /api/v1/:org/orders/:id": async (from) => ({ path: `orders/${(await from("path.id").order()).id}` }),
  "PATCH /api/v1/:org/orders/:id": async (from) => {
    const order = await from("path.id").order();
    const lines = from("body.lines");
    return {
      path: `orders/${order.id}`,
      options: {
        method: "PATCH",
        body: {
          version: order.version,
          edit: {
            statusId: await from("body.statusId").status("Cancelled"),
            reasonId: await from("body.reasonId").cancelReason(),
            csrId: await from("body.csrId").person(),
            agentId: await from("body.agentId").agent(),
            micrositeId: await from("body.micrositeId").microsite(),
            customerId: (await from("body.customerId").customer()).id,
            lines: [
              { op: "set", id: lines === from("path.id") ? order.lineId : (await lines.order()).lineId, quantity: 3 },
              { op: "add", id: `lin_${randomText(26)}`, stockCode: await from("body.lines.stockCode").stockCode(), quantity: 1 },
            ],
          },
        },
      },
    };
  },
  "POST /api/v1/:org/orders/:id/fulfilment": async (from) => {
    const order = await from("path.id").order();
    return { path: `orders/${order.id}/fulfilment`, options: { method: "POST", body: { version: order.version } } };
  },
  "DELETE /api/v1/:org/orders/:id": async (from) => ({ path: `orders/${(await from("path.id").order()).id}`, options: { method: "DELETE" } }),
  "POST /api/v1/:org/orders/:id/restore": async (from) => ({ path: `orders/${await from("path.id").deletedOrder()}/restore`, options: { method: "POST" } }),
  "POST /api/v1/:org/orders/:id/undo": async (from) => {
    const change = await from("path.id").change();
    const other = from("body.seq");
    return { path: `orders/${change.id}/undo`, options: { method: "POST", body: { seq: other === from("path.id") ? change.seq : (await other.change()).seq } } };
  },
  "GET /api/v1/:org/orders/:id/timeline": async (from) => ({ path: `orders/${(await from("path.id").order()).id}/timeline` }),

  "GET /api/v1/:org/views": NONE("views"),
  "POST /api/v1/:org/views": () => Promise.resolve({ path: "views", options: { method: "POST", body: { name: "Late", shared: true, query: "quick=unpaid" } } }),
  "PATCH /api/v1/:org/views/:id": async (from) => ({ path: `views/${await from("path.id").savedView()}`, options: { method: "PATCH", body: { version: 1, edit: { name: "Later" } } } }),
  "DELETE /api/v1/:org/views/:id": async (from) => ({ path: `views/${await from("path.id").savedView()}`, options: { method: "DELETE" } }),
  "POST /api/v1/:org/views/:id/restore": async (from) => ({ path: `views/${await from("path.id").savedView()}/restore`, options: { method: "POST" } }),
  "GET /api/v1/:org/preferences/orders": NONE("preferences/orders"),
  "PATCH /api/v1/:org/preferences/orders": () => Promise.resolve({ path: "preferences/orders", options: { method: "PATCH", body: { density: "compact" } } }),

  "GET /api/v1/:org/customers": async (from) => ({ path: `customers?q=${(await from("query.q").customer()).words}` }),
  "POST /api/v1/:org/customers": () => Promise.resolve({ path: "customers", options: { method: "POST", body: { name: "Ann" } } }),
  "GET /api/v1/:org/customers/:id": async (from) => ({ path: `customers/${(await from("path.id").customer()).id}` }),
  "GET /api/v1/:org/products": async (from) => ({ path: `products?q=${await from("query.q").stockCode()}` }),

  "GET /api/v1/:org/bulk": NONE("bulk"),
  "POST /api/v1/:org/bulk": async (from) => ({ path: "bulk", options: { method: "POST", body: { kind: "csr", ids: [(await from("body.ids").order()).id] } } }),
  "GET /api/v1/:org/bulk/:id": async (from) => ({ path: `bulk/${await from("path.id").bulkJob("ready")}` }),
  "POST /api/v1/:org/bulk/:id/start": async (from) => ({
    path: `bulk/${await from("path.id").bulkJob("ready")}/start`,
    options: { method: "POST", body: { action: { kind: "csr", csrId: await from("body.action.csrId").person() } } },
  }),
  "POST /api/v1/:org/bulk/:id/cancel": async (from) => ({ path: `bulk/${await from("path.id").bulkJob("ready")}/cancel`, options: { method: "POST" } }),
  "GET /api/v1/:org/bulk/:id/outcomes": async (from) => ({ path: `bulk/${await from("path.id").bulkJob("done")}/outcomes` }),
  "POST /api/v1/:org/bulk/:id/undo": async (from) => ({ path: `bulk/${await from("path.id").bulkJob("done")}/undo`, options: { method: "POST" } }),

  "GET /api/v1/:org/imports": NONE("imports"),
  "GET /api/v1/:org/imports/template.csv": NONE("imports/template.csv"),
  "POST /api/v1/:org/imports": () => Promise.resolve({ path: "imports", options: { method: "POST", body: { name: "a.csv", size: 10 } } }),
  "GET /api/v1/:org/imports/:id": async (from) => ({ path: `imports/${await from("path.id").importJob("begun")}` }),
  "PUT /api/v1/:org/imports/:id/parts/:part": async (from) => ({
    path: `imports/${await from("path.id").importJob("begun")}/parts/1`,
    options: { method: "PUT", raw: SAMPLE_FILE },
  }),
  "POST /api/v1/:org/imports/:id/complete": async (from) => ({ path: `imports/${await from("path.id").importJob("sent")}/complete`, options: { method: "POST" } }),
  "GET /api/v1/:org/imports/:id/preview": async (from) => {
    const query = new URLSearchParams({ statusId: await from("query.statusId").status("Pending"), channelId: await from("query.channelId").channel() });
    return { path: `imports/${await from("path.id").importJob("ready")}/preview?${query.toString()}` };
  },
  "POST /api/v1/:org/imports/:id/start": async (from) => ({
    path: `imports/${await from("path.id").importJob("ready")}/start`,
    options: {
      method: "POST",
      body: {
        ...START,
        options: { dateOrder: "ymd", decimal: ".", statusId: await from("body.options.statusId").status("Pending"), channelId: await from("body.options.channelId").channel() },
      },
    },
  }),
  "POST /api/v1/:org/imports/:id/cancel": async (from) => ({ path: `imports/${await from("path.id").importJob("sent")}/cancel`, options: { method: "POST" } }),
  "GET /api/v1/:org/imports/:id/rejects": async (from) => ({ path: `imports/${await from("path.id").importJob("ready")}/rejects` }),
  "GET /api/v1/:org/imports/:id/rejected.csv": async (from) => ({ path: `imports/${await from("path.id").importJob("ready")}/rejected.csv` }),

  "GET /api/v1/:org/members": NONE("members"),
  "POST /api/v1/:org/members": () =>
    Promise.resolve({ path: "members", options: { method: "POST", body: { email: `new.${crypto.randomUUID()}@example.com`, name: "New Member", role: "csr", password: "a first password" } } }),
  "PATCH /api/v1/:org/members/:id": async (from) => ({ path: `members/${await from("path.id").person()}`, options: { method: "PATCH", body: { role: "viewer" } } }),
  "DELETE /api/v1/:org/members/:id": async (from) => ({ path: `members/${await from("path.id").person()}`, options: { method: "DELETE" } }),
  "GET /api/v1/:org/api-keys": NONE("api-keys"),
  "POST /api/v1/:org/api-keys": () => Promise.resolve({ path: "api-keys", options: { method: "POST", body: { name: "K", scopes: ["orders.read"] } } }),
  "DELETE /api/v1/:org/api-keys/:id": async (from) => ({ path: `api-keys/${await from("path.id").apiKey()}`, options: { method: "DELETE" } }),
};
