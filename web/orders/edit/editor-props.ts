import type { OrderEdit } from "../../../domain/order-edit.ts";
import type { OrderRow } from "../../../domain/order.ts";
import type { Lookups } from "../../../domain/lookups.ts";

export interface EditorProps {
  /** As it stood when the editor opened. */
  readonly row: OrderRow;
  readonly lookups: Lookups;
  /** What was typed and refused before: it is taken up again. */
  readonly begun: OrderEdit | undefined;
  readonly typed: string | null;
  /** @param go 1 or -1 moves to the next or previous cell afterwards */
  readonly onSave: (edit: OrderEdit, go: 1 | -1 | 0) => void;
  readonly onMove: (go: 1 | -1) => void;
  readonly onCancel: () => void;
  /** Takes what a press outside should do; without it, a press outside gives up. */
  readonly onLeaving: (leave: () => void) => void;
}
