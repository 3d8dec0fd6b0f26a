import { batch, createEffect, createSignal, onCleanup } from "solid-js";
import type { Accessor } from "solid-js";
import * as v from "valibot";
import type { Change } from "../../domain/change.ts";
import type { OrderEdit } from "../../domain/order-edit.ts";
import type { OrderStatus } from "../../domain/order-status.ts";
import { OrderRow } from "../../domain/order.ts";
import type { FieldConflict, Problem } from "../../domain/problem.ts";
import { newIdempotencyKey } from "../api.ts";
import type { ApiScope } from "../api.ts";
import { editWhereverOneIs } from "./edit-order.ts";
import { changesNothing, withEdit } from "./row-edit.ts";
import type { EditableField } from "./row-edit.ts";

/** An edit that the server has not confirmed: shown in its cell as if it had. */
export interface PendingEdit {
  /** Its Idempotency-Key. */
  readonly key: string;
  readonly orderId: string;
  /** The order's, for people. */
  readonly number: string;
  readonly field: EditableField;
  readonly edit: OrderEdit;
  /** The version that it is based on. */
  readonly version: number;
  readonly state: "sending" | "waiting" | "conflict" | "failed";
  /** With `failed`: why, and what to do. */
  readonly message: string;
  /** With `failed`: nobody knows whether it was saved, so only the very same request may repeat it. */
  readonly unanswered: boolean;
}

export interface OpenConflict {
  readonly pending: PendingEdit;
  readonly conflicts: readonly FieldConflict[];
  /** What "mine" is sent again on. */
  readonly version: number;
}

export interface EditsStore {
  readonly of: (orderId: string) => readonly PendingEdit[];
  /** Refused or unanswered ones, which wait for their author, oldest first. */
  readonly failed: Accessor<readonly PendingEdit[]>;
  readonly shownRow: (row: OrderRow) => OrderRow;
  /** Same-field collisions that wait for an answer, oldest first. */
  readonly conflicts: Accessor<readonly OpenConflict[]>;
  /** @param row as it stood when the edit began: its version is what it is based on */
  save(row: OrderRow, field: EditableField, edit: OrderEdit): void;
  /** Sends a failed edit again, as the same one. */
  retry(pending: PendingEdit): void;
  discard(pending: PendingEdit): void;
  /** `later` leaves what was typed in its cell, unsaved. */
  answer(conflict: OpenConflict, whose: "theirs" | "mine" | "later"): void;
  /** When those that are under way now are answered. */
  settled(): Promise<void>;
  /** Own changes that come by the socket first need no overlay any more. */
  confirm(changes: readonly Change[]): void;
}

interface EditsSource {
  readonly statuses: () => readonly OrderStatus[];
  readonly onSaved: (row: OrderRow, seq: number, field: EditableField) => void;
}

/** Optimistic edits of the grid (L9, N3): shown at once, sent in order for each order, never lost in silence. */
export function createEditsStore(scope: ApiScope, source: EditsSource): EditsStore {
  const [all, setAll] = createSignal<readonly PendingEdit[]>([]);
  const [conflicts, setConflicts] = createSignal<readonly OpenConflict[]>([]);
  /** The last save of an order, so that the next one of the same field is based on it and not in conflict with it. */
  const turns = new Map<string, Promise<void>>();
  const ownVersions = new Map<string, number>();

  const byOrder = (orderId: string) => all().filter((p) => p.orderId === orderId);
  const isOpen = (key: string) => all().some((p) => p.key === key);
  const drop = (key: string) => setAll((now) => now.filter((p) => p.key !== key));
  const update = (key: string, over: Partial<PendingEdit>): void => void setAll((now) => now.map((p) => (p.key === key ? { ...p, ...over } : p)));

  // Closing the tab now would lose what was typed.
  createEffect(() => {
    if (all().length === 0) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", ask);
    onCleanup(() => removeEventListener("beforeunload", ask));
  });

  function begin(what: Pick<PendingEdit, "orderId" | "number" | "field" | "edit" | "version">, key = newIdempotencyKey()): void {
    const pending: PendingEdit = { ...what, key, state: "sending", message: "", unanswered: false };
    setAll((now) => [...now.filter((p) => p.orderId !== pending.orderId || p.field !== pending.field || p.state === "sending"), pending]);
    const before = turns.get(pending.orderId) ?? Promise.resolve();
    const turn = before.then(() => send(pending));
    turns.set(pending.orderId, turn);
    void turn.finally(() => {
      if (turns.get(pending.orderId) === turn) turns.delete(pending.orderId);
    });
  }

  async function send(pending: PendingEdit): Promise<void> {
    const { key, orderId, edit, field } = pending;
    const version = Math.max(pending.version, ownVersions.get(`${orderId}:${field}`) ?? 0);
    update(key, { version });
    try {
      const outcome = await editWhereverOneIs(scope.slug, { id: orderId, version }, edit, { key, onWaiting: () => update(key, { state: "waiting" }) });
      if (outcome.kind === "saved") ownVersions.set(`${orderId}:${field}`, outcome.order.version);
      // The screen is another organization's: the edits that wait their turn go, and nothing is shown.
      if (scope.signal.aborted) return;
      batch(() => {
        switch (outcome.kind) {
          case "saved":
            drop(key);
            return source.onSaved(v.parse(OrderRow, outcome.order), outcome.seq, field);
          case "conflict":
            if (!isOpen(key)) return;
            if (outcome.conflicts.length === 0) return update(key, { state: "failed", message: "The order was changed meanwhile. Look at it and try again." });
            update(key, { state: "conflict" });
            return void setConflicts((now) => [...now, { pending, conflicts: outcome.conflicts, version: outcome.version }]);
          case "refused":
          case "unanswered":
            update(key, { state: "failed", message: sentence(outcome.problem, field), unanswered: outcome.kind === "unanswered" });
        }
      });
    } catch (error) {
      if (scope.signal.aborted) return;
      update(key, { state: "failed", message: "Something went wrong here. Try again." });
      throw error;
    }
  }

  return {
    of: byOrder,
    failed: () => all().filter((p) => p.state === "failed"),
    shownRow: (row) => byOrder(row.id).reduce((now, p) => withEdit(now, p.edit, source.statuses()), row),
    conflicts,
    save(row, field, edit) {
      const failed = all().find((p) => p.orderId === row.id && p.field === field && p.state === "failed");
      if (failed) drop(failed.key);
      if (changesNothing(row, edit) && !byOrder(row.id).some((p) => p.field === field)) return;
      begin({ orderId: row.id, number: row.number, field, edit, version: row.version });
    },
    settled: async () => void (await Promise.all(turns.values())),
    retry: (pending) => begin(pending, pending.unanswered ? pending.key : undefined),
    discard: (pending) => drop(pending.key),
    answer(conflict, whose) {
      setConflicts((now) => now.filter((c) => c !== conflict));
      if (whose === "later") return update(conflict.pending.key, { state: "failed", message: `${conflict.conflicts[0]?.by ?? "Somebody"} changed this meanwhile. Yours is not saved.` });
      drop(conflict.pending.key);
      if (whose === "mine") begin({ ...conflict.pending, version: conflict.version });
    },
    confirm(changes) {
      if (all().length === 0) return;
      // The cause of a change names the key under which it was asked for, after who asked.
      const mine = all().filter((p) => changes.some((c) => c.entityId === p.orderId && c.cause.id.endsWith(`:${p.key}`)));
      for (const pending of mine) {
        const change = changes.find((c) => c.entityId === pending.orderId && c.cause.id.endsWith(`:${pending.key}`));
        if (change) ownVersions.set(`${pending.orderId}:${pending.field}`, change.version);
        drop(pending.key);
      }
    },
  };
}

/** The rule's word about this very field, or about the whole edit. */
function sentence(problem: Problem, field: EditableField): string {
  return problem.errors?.find((e) => e.field === field || e.field.startsWith(`${field}.`))?.message ?? problem.detail;
}
