import type { OrderEdit } from "../../../domain/order-edit.ts";
import type { OrderRow } from "../../../domain/order.ts";
import type { Lookups } from "../../../domain/lookups.ts";
import type { Step } from "./step.ts";

export interface EditorProps {
  /** As it stood when the editor opened. */
  readonly row: OrderRow;
  readonly lookups: Lookups;
  /** What was typed and refused before: it is taken up again. */
  readonly begun: OrderEdit | undefined;
  readonly typed: string | null;
  /** @param go where one goes afterwards */
  readonly onSave: (edit: OrderEdit, go: Step) => void;
  readonly onMove: (go: Step) => void;
  readonly onCancel: () => void;
  /** Takes what a press outside should do; without it, a press outside gives up. */
  readonly onLeaving: (leave: () => void) => void;
}
