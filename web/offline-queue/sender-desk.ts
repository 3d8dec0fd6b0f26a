import { batch } from "solid-js";
import type { FieldConflict } from "../../domain/problem.ts";
import { newIdempotencyKey } from "../api.ts";
import { sessionExpired } from "../session/expiry.ts";
import { checkSession } from "../session/session.ts";
import type { Attendance } from "./attendance.ts";
import type { EditList } from "./edit-list.ts";
import type { QueuedEdit } from "./queued-edit.ts";
import type { Attempt, SavedEdit } from "./send-edit.ts";
import type { SenderDesk } from "./sender.ts";
import { followed } from "./turns.ts";
import type { SavedVersion } from "./turns.ts";

export interface DeskParts {
  readonly list: EditList;
  readonly attendance: Attendance;
  readonly isMadeHere: (key: string) => boolean;
  readonly answered: (edit: QueuedEdit, saved: SavedEdit) => void;
  readonly stalled: (slug: string, stalled: boolean) => void;
}

/** What the sender of an organization works from, and what becomes of an edit that was answered. */
export function senderDesk(slug: string, { list, attendance, isMadeHere, answered, stalled }: DeskParts): SenderDesk {
  return {
    edits: () => list.edits().filter((edit) => edit.slug === slug),
    isMadeHere,
    refresh: list.refresh,
    stalled: (is) => stalled(slug, is),
    async signedOut() {
      await checkSession();
      return sessionExpired();
    },
    told: (sent, outcome) => (outcome.kind === "saved" ? saved(sent, outcome.saved) : stuck(sent, outcome)),
  };

  function saved(sent: QueuedEdit, answer: SavedEdit): Promise<void> {
    const later = list.edits().filter((edit) => edit.orderId === sent.orderId && edit.at > sent.at);
    // In one batch: nobody sees the order without it in between.
    return batch(() => {
      answered(sent, answer);
      return list.change(later.map((edit) => followed(edit, sent, versionOf(answer))), [sent.key]);
    });
  }

  async function stuck(sent: QueuedEdit, outcome: Extract<Attempt, { kind: "conflict" | "refused" }>): Promise<void> {
    // What this person may do, or where they belong, is not as the page has it.
    if (outcome.kind === "refused" && ["forbidden", "not_found"].includes(outcome.problem.code)) void checkSession();
    const conflicts = outcome.kind === "conflict" ? await toAsk(sent, outcome.conflicts) : [];
    const edit = list.edits().find((one) => one.key === sent.key);
    // Thrown away meanwhile: that stands.
    if (!edit) return;
    if (outcome.kind === "refused" || conflicts.length > 0) {
      const next: QueuedEdit = { ...edit, state: outcome.kind === "refused" ? outcome : { ...outcome, conflicts } };
      return attendance.settle(next, false) ? list.change([], [edit.key]) : list.change([next], []);
    }
    return list.change([{ ...edit, key: attendance.renamed(edit.key, newIdempotencyKey()), version: outcome.version, own: {} }], [edit.key]);
  }
}

/** Needed for few saves, and heavy: fetched when it is. If it does not come, one is asked once too often. */
async function toAsk(edit: QueuedEdit, conflicts: readonly FieldConflict[]): Promise<FieldConflict[]> {
  const { openConflicts } = await import("./conflicts.ts").catch(() => ({ openConflicts: (_: QueuedEdit, all: readonly FieldConflict[]) => all }));
  return [...openConflicts(edit, conflicts)];
}

export function versionOf({ order, merged }: SavedEdit): SavedVersion {
  return { version: order.version, merged };
}
