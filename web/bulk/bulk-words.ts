import * as v from "valibot";
import { BulkAction } from "../../domain/bulk.ts";
import type { BulkJobView, BulkKind } from "../../domain/bulk-job.ts";
import { notTried } from "../../domain/bulk-undo.ts";
import type { Lookups } from "../../domain/lookups.ts";

/** On buttons and in titles. */
export const ACT_NAME: Readonly<Record<BulkKind, string>> = {
  csr: "Assign CSR",
  agent: "Assign delivery agent",
  status: "Change status",
  tags: "Change tags",
  send: "Send for fulfilment",
  delete: "Delete",
  restore: "Restore",
};

const VERB: Readonly<Record<BulkKind, string>> = { csr: "Assign", agent: "Assign", status: "Change", tags: "Change", send: "Send", delete: "Delete", restore: "Restore" };

/** “Assign 48,213 orders”. @param count as the organization writes numbers */
export function actButton(kind: BulkKind, orders: number, count: (n: number) => string): string {
  return `${VERB[kind]} ${ordersText(orders, count)}`;
}

export function ordersText(orders: number, count: (n: number) => string): string {
  return `${count(orders)} ${orders === 1 ? "order" : "orders"}`;
}

/** What a job does, with names: “Status: Approved”. */
export function jobText(job: Pick<BulkJobView, "act" | "action" | "undoes" | "redo">, names: Lookups | undefined): string {
  if (job.undoes !== null) return `${job.redo ? "Redo" : "Undo"}: ${ACT_NAME[job.act].toLowerCase()}`;
  const action = v.safeParse(BulkAction, job.action);
  if (!action.success) return ACT_NAME[job.act];
  const of = action.output;
  const nameIn = (list: readonly { readonly id: string; readonly name: string }[] | undefined, id: string | null) => (id === null ? "nobody" : (list?.find((one) => one.id === id)?.name ?? "…"));
  switch (of.kind) {
    case "csr": return `CSR: ${nameIn(names?.people, of.csrId)}`;
    case "agent": return `Delivery agent: ${nameIn(names?.agents, of.agentId)}`;
    case "status": return `Status: ${nameIn(names?.statuses, of.statusId)}`;
    case "tags": return `Tags: ${[...of.add.map((tag) => `+ ${tag}`), ...of.remove.map((tag) => `− ${tag}`)].join(", ")}`;
    case "send":
    case "delete":
    case "restore": return ACT_NAME[of.kind];
  }
}

/** What came of it: “48,201 done · 12 not done · 3 already so”. */
export function resultText(job: BulkJobView, count: (n: number) => string): string {
  const left = notTried(job);
  return [
    `${count(job.done)} done`,
    job.failed > 0 && `${count(job.failed)} not done`,
    job.unchanged > 0 && `${count(job.unchanged)} already so`,
    left > 0 && `${count(left)} not tried`,
  ].filter(Boolean).join(" · ");
}

/** From 0 to 1. */
export function shareDone(job: BulkJobView): number {
  return job.total === 0 ? 0 : (job.done + job.unchanged + job.failed) / job.total;
}

export function isUnderWay(job: Pick<BulkJobView, "state">): boolean {
  return job.state === "queued" || job.state === "running";
}
