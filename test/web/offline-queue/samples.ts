import type { QueuedEdit } from "../../../web/offline-queue/queued-edit.ts";

export function anEdit(over: Partial<QueuedEdit> = {}): QueuedEdit {
  return {
    format: 1,
    key: "k1",
    person: "usr_1",
    slug: "acme",
    orderId: "ord_1",
    number: "AC0000001",
    origin: "grid",
    edit: { reference: "mine" },
    version: 5,
    draft: null,
    own: {},
    tab: "tab",
    at: 1,
    state: { kind: "queued" },
    ...over,
  };
}
