import type { BulkAction } from "../../../domain/bulk.ts";
import type { BulkJobView } from "../../../domain/bulk-job.ts";
import type { Change } from "../../../domain/change.ts";
import type { Order, OrderRow } from "../../../domain/order.ts";

/**
 * What a run leaves behind, as plain data: what was wanted and answered, what each client was
 * sent, and what the database holds in the end. `check.ts` judges it without looking elsewhere.
 */
export interface History {
  readonly writes: readonly WriteRecord[];
  readonly imports: readonly ImportRecord[];
  readonly bulks: readonly BulkRecord[];
  readonly feeds: readonly Feed[];
  readonly grids: readonly GridRecord[];
  readonly final: FinalState;
}

/** One thing that a CSR or a script wanted done, under one idempotency key, however often it was sent. */
export interface WriteRecord {
  readonly actor: string;
  readonly key: string;
  readonly wish: Wish;
  /** What each success said, in the order of their arrival; the same request may be answered many times. */
  readonly answers: readonly { readonly seq: number; readonly orderId: string }[];
  /** Sendings that brought no answer, or one that leaves the outcome open (5xx). */
  readonly lost: number;
  /** It was refused before any sending of it was lost: it must never happen. */
  readonly refused: boolean;
  /** The last word on it was a refusal: whatever was lost before, it must not have been done. */
  readonly refusedLast: boolean;
}

export type Wish =
  | { readonly kind: "create"; readonly reference: string; readonly lines: readonly WantedLine[] }
  /** `patch`: fields of the log's patch with the value that they must get; null removes a line. */
  | { readonly kind: "delete" | "restore"; readonly orderId: string }
  | { readonly kind: "edit"; readonly orderId: string; readonly version: number; readonly patch: Readonly<Record<string, unknown>> };

/** A bulk action, or an undo, that somebody asked for. */
export interface BulkRecord {
  readonly actor: string;
  readonly jobId: string;
  /** Null for an undo. */
  readonly action: BulkAction | null;
  readonly undoes: string | null;
  /** What its author was told when it was over; null if nobody waited so long. */
  readonly told: BulkJobView | null;
}

/** A bulk action as the database holds it. */
export interface StoredBulk {
  readonly job: BulkJobView;
  readonly chunks: readonly {
    /** Order and version, as they were frozen. */
    readonly items: readonly (readonly [id: string, version: number])[];
    readonly undo: { readonly from: number; readonly to: number } | null;
    /** What it wrote, `to < from` for nothing; null if it was not come to. */
    readonly wrote: { readonly from: number; readonly to: number } | null;
  }[];
  readonly outcomes: readonly { readonly orderId: string; readonly outcome: string; readonly reason: string }[];
}

export interface WantedLine {
  readonly stockCode: string;
  readonly quantity: number;
  /** Minor units. */
  readonly unitPrice: number;
}

/** A file that somebody imported, perhaps twice: each order of it must be there once. */
export interface ImportRecord {
  readonly file: string;
  readonly done: boolean;
  readonly orders: readonly { readonly externalId: string; readonly lines: readonly WantedLine[] }[];
}

/** What one client was told, in the order in which it came off the wire. */
export interface Feed {
  readonly client: string;
  readonly heard: readonly Heard[];
  /** Its rows, by order, put together from nothing but what it was told; null if it keeps none. */
  readonly rows: ReadonlyMap<string, OrderRow> | null;
}

export type Heard =
  /** It came (back) and said what it holds. */
  | { readonly kind: "hello"; readonly after: number }
  | { readonly kind: "changes"; readonly from: number; readonly to: number; readonly items: readonly { readonly seq: number; readonly digest: string }[] }
  | { readonly kind: "range"; readonly from: number; readonly to: number; readonly cause: string }
  | { readonly kind: "reset"; readonly seq: number };

/** The rows in sight of a browser when everything had come to rest, and what they should say. */
export interface GridRecord {
  readonly who: string;
  /** Text of each cell by its column, in the order of the screen. */
  readonly shown: readonly Readonly<Record<string, string>>[];
  readonly stored: readonly Readonly<Record<string, string>>[];
}

export interface StoredOrder {
  readonly order: Order;
  readonly externalId: string | null;
}

export interface Count {
  readonly orders: number;
  /** Minor units. */
  readonly total: number;
}

export interface FinalState {
  readonly log: readonly Change[];
  readonly headSeq: number;
  readonly headNumber: number;
  readonly numberPrefix: string;
  readonly tax: { readonly rate: number; readonly inclusive: boolean };
  readonly orders: readonly StoredOrder[];
  /** Of each recorded idempotency key the seqs that it was given; `to < from`: nothing was logged. */
  readonly keys: ReadonlyMap<string, { readonly from: number; readonly to: number }>;
  /** The counters kept on write, by `facetKeyOf` and by day. */
  readonly facets: ReadonlyMap<string, Count>;
  readonly days: ReadonlyMap<string, Count>;
  readonly bulks: readonly StoredBulk[];
  /** What the search index finds otherwise than it should: of each order by what it is called now, and by what it was called before. */
  readonly searchedWrong: readonly string[];
}

export interface Violation {
  readonly kind:
    | "log not contiguous"
    | "version not contiguous"
    | "acknowledged write lost"
    | "write done twice"
    | "refused write done"
    | "write nobody wanted"
    | "write done otherwise"
    | "answer differs"
    | "no record of its key"
    | "import not whole"
    | "bulk action not whole"
    | "bulk action done twice"
    | "bulk action done otherwise"
    | "bulk action told otherwise"
    | "search index differs"
    | "gap"
    | "repeat or reorder"
    | "needless reset"
    | "told otherwise than logged"
    | "feed ends before the log"
    | "replica differs"
    | "grid differs"
    | "row differs from the log"
    | "fold differs"
    | "total is not the sum"
    | "counter differs"
    | "number not allocated once";
  /** What exactly, for whoever looks for the cause. */
  readonly detail: string;
}
