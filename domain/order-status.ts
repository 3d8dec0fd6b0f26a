import * as v from "valibot";

/** The fixed stages that rules attach to; an organization names its own statuses within them. In the order of an order's life. */
export const STAGES = [
  "incomplete",
  "pending",
  "awaiting_approval",
  "approved",
  "processing",
  "on_hold",
  "ready_to_dispatch",
  "dispatched",
  "delivered",
  "failed",
  "cancelled",
  "returned",
] as const;
export const Stage = v.picklist(STAGES);
export type Stage = v.InferOutput<typeof Stage>;

/** What a quick filter looks for beyond the stage. */
export const STATUS_MARKS = ["awaiting_customer_feedback", "returned_from_warehouse", "exchange_on_hold"] as const;

export const OrderStatus = v.object({
  id: v.string(),
  name: v.string(),
  stage: Stage,
  /** A colour token of the design system. */
  color: v.string(),
  position: v.number(),
  active: v.boolean(),
  mark: v.nullable(v.picklist(STATUS_MARKS)),
});
export type OrderStatus = v.InferOutput<typeof OrderStatus>;

type Default = Pick<OrderStatus, "name" | "stage" | "color" | "mark">;

/** What a new organization starts with. */
export const DEFAULT_STATUSES: readonly Default[] = [
  { name: "Incomplete", stage: "incomplete", color: "slate", mark: null },
  { name: "Pending", stage: "pending", color: "amber", mark: null },
  { name: "Awaiting Approval", stage: "awaiting_approval", color: "violet", mark: null },
  { name: "Accepted", stage: "approved", color: "sky", mark: null },
  { name: "Approved", stage: "approved", color: "sky", mark: null },
  { name: "Processing", stage: "processing", color: "indigo", mark: null },
  { name: "On Hold", stage: "on_hold", color: "orange", mark: null },
  { name: "Exchange On Hold", stage: "on_hold", color: "orange", mark: "exchange_on_hold" },
  { name: "Awaiting Customer Feedback", stage: "on_hold", color: "orange", mark: "awaiting_customer_feedback" },
  { name: "Ready To Dispatch", stage: "ready_to_dispatch", color: "teal", mark: null },
  { name: "In Transit", stage: "dispatched", color: "teal", mark: null },
  { name: "Dispatched", stage: "dispatched", color: "teal", mark: null },
  { name: "Delivered", stage: "delivered", color: "green", mark: null },
  { name: "Failed", stage: "failed", color: "rose", mark: null },
  { name: "Cancelled", stage: "cancelled", color: "rose", mark: null },
  { name: "Returned From Warehouse", stage: "returned", color: "rose", mark: "returned_from_warehouse" },
];

/** Still to be worked on before the warehouse has it. */
export const UNFULFILLED_STAGES: readonly Stage[] = ["pending", "awaiting_approval", "approved", "processing"];

/** At these stages the goods have left, or never will. */
export const ENDED_STAGES: readonly Stage[] = ["dispatched", "delivered", "failed", "cancelled", "returned"];

/** From here on a parcel can be followed. */
export function isTracked(stage: Stage): boolean {
  return STAGES.indexOf(stage) >= STAGES.indexOf("ready_to_dispatch");
}

/** Reaching one of these sends the order for fulfilment if nobody did before. */
export const LOCKING_STAGES: readonly Stage[] = ["ready_to_dispatch", "dispatched", "delivered"];
