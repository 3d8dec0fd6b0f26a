import type { BulkAction } from "../../../domain/bulk.ts";
import type { BulkJobView } from "../../../domain/bulk-job.ts";
import type { Change } from "../../../domain/change.ts";
import { recompute } from "../../../domain/order-rule.ts";
import { OrderRow } from "../../../domain/order.ts";
import type { Order, OrderLine } from "../../../domain/order.ts";
import * as v from "valibot";
import { anOrder, tax } from "../../domain/order-fixture.ts";
import { facetKeyOf } from "./check-counters.ts";
import { digestOf } from "./digest.ts";
import type { Count, History, WriteRecord } from "./history.ts";
import { isUnpaid } from "../../../domain/filter.ts";

export const ORDER = "ord_1";
const line = (quantity: number): OrderLine => ({ id: "lin_1", stockCode: "ANCHOR", description: "Brass anchor", quantity, unitPrice: 100, total: quantity * 100 });

function at(version: number, over: Partial<Order>): Order {
  const order = anOrder({ id: ORDER, number: "TT0000001", reference: "r", csrId: null, lines: [line(2)], payments: [], version, ...over });
  recompute(order, tax);
  return order;
}

function change(seq: number, order: Order, patch: Change["patch"]): Change {
  const kind = seq === 1 ? "order.created" : "order.edited";
  return { seq, kind, entity: "order", entityId: order.id, version: order.version, patch, row: v.parse(OrderRow, order), actor: { kind: "user", id: "usr_1", name: "Ada" }, cause: { kind: "request", id: `user:usr_1:k${seq}` }, comment: "", at: seq };
}

function write(seq: number, wish: WriteRecord["wish"]): WriteRecord {
  return { actor: "Ada", key: `k${seq}`, wish, answers: [{ seq, orderId: ORDER }], lost: 0, refused: false, refusedLast: false };
}

/** One order that was placed and edited twice, told to one client in two frames: as small as a history can be in which everything occurs. */
export function soundHistory(): History {
  const [first, second, third] = [at(1, {}), at(2, { reference: "s" }), at(3, { reference: "s", lines: [line(5)] })];
  const log = [change(1, first, {}), change(2, second, { reference: ["r", "s"] }), change(3, third, { "lines.lin_1.quantity": [2, 5], total: [first.total, third.total], subtotal: [first.subtotal, third.subtotal], tax: [first.tax, third.tax], due: [first.due, third.due] })];
  const row = v.parse(OrderRow, third);
  const items = log.map((c) => ({ seq: c.seq, digest: digestOf(c) }));
  const facet = facetKeyOf({ ...row, deleted: false, unpaid: isUnpaid(row), csrId: row.csrId ?? "" });
  return {
    writes: [
      write(1, { kind: "create", reference: "r", lines: [{ stockCode: "ANCHOR", quantity: 2, unitPrice: 100 }] }),
      write(2, { kind: "edit", orderId: ORDER, version: 1, patch: { reference: "s" } }),
      write(3, { kind: "edit", orderId: ORDER, version: 1, patch: { "lines.lin_1.quantity": 5 } }),
    ],
    imports: [],
    bulks: [],
    feeds: [{ client: "Bo", heard: [{ kind: "hello", after: 0 }, { kind: "changes", from: 1, to: 2, items: items.slice(0, 2) }, { kind: "hello", after: 2 }, { kind: "changes", from: 3, to: 3, items: items.slice(2) }], rows: new Map([[ORDER, row]]) }],
    grids: [{ who: "Cy", shown: [{ number: "TT0000001" }], stored: [{ number: "TT0000001" }] }],
    final: {
      log,
      headSeq: 3,
      headNumber: 1,
      numberPrefix: "TT",
      tax,
      orders: [{ order: third, externalId: null }],
      keys: new Map([1, 2, 3].map((seq) => [`k${seq}`, { from: seq, to: seq }])),
      facets: new Map<string, Count>([[facet, { orders: 1, total: third.total }]]),
      bulks: [],
      searchedWrong: [],
      days: new Map<string, Count>([[third.placedDay, { orders: 1, total: third.total }]]),
    },
  };
}

/** The same order, to which then a bulk action added a tag that its undo took away again. */
export function soundBulkHistory(): History {
  const base = soundHistory();
  const [stored] = base.final.orders;
  const [feed] = base.feeds;
  if (!stored || !feed) throw new Error("the sound history lacks something");
  const { order } = stored;
  const [tagged, back] = [{ ...order, version: 4, tags: [...order.tags, "x"] }, { ...order, version: 5 }];
  const by = (id: string, of: Change): Change => ({ ...of, cause: { kind: "bulk", id } });
  const log = [...base.final.log, by("job_1", change(4, tagged, { tags: [order.tags, tagged.tags] })), by("job_2", change(5, back, { tags: [tagged.tags, order.tags] }))];
  const job = (id: string, over: Partial<BulkJobView>): BulkJobView => ({ id, kind: "bulk", state: "done", act: "tags", action: null, total: 1, done: 1, unchanged: 0, failed: 0, undoes: null, redo: false, undoneBy: null, byId: "key_1", by: "Ada", error: "", createdAt: 1, updatedAt: 2, ...over });
  const action: BulkAction = { kind: "tags", add: ["x"], remove: [] };
  const [act, undo] = [job("job_1", { action, undoneBy: "job_2" }), job("job_2", { undoes: "job_1" })];
  return {
    ...base,
    bulks: [{ actor: "Ada", jobId: "job_1", action, undoes: null, told: act }, { actor: "Ada", jobId: "job_2", action: null, undoes: "job_1", told: undo }],
    feeds: [{ ...feed, heard: [...feed.heard, { kind: "range", from: 4, to: 4, cause: "job_1" }, { kind: "range", from: 5, to: 5, cause: "job_2" }], rows: new Map([[order.id, v.parse(OrderRow, back)]]) }],
    final: {
      ...base.final,
      log,
      headSeq: 5,
      orders: [{ ...stored, order: back }],
      bulks: [
        { job: act, chunks: [{ items: [[order.id, 3]], undo: null, wrote: { from: 4, to: 4 } }], outcomes: [] },
        { job: undo, chunks: [{ items: [], undo: { from: 4, to: 4 }, wrote: { from: 5, to: 5 } }], outcomes: [] },
      ],
    },
  };
}
