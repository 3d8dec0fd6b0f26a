import * as v from "valibot";
import { text, requiredText } from "../text.ts";
import { MAX_TEXT } from "../order.ts";
import { DATE_ORDERS } from "./date.ts";
import { Mapping } from "./field.ts";
import { Layout } from "./layout.ts";

/** R2 takes parts of one size, at least 5 MiB, but for the last. */
export const PART_BYTES = 8 * 1024 * 1024;
export const MAX_FILE_BYTES = 5 * 1024 * 1024 * 1024;
/** One record; a longer one is most likely a quote that was never closed. */
export const MAX_ROW_BYTES = 512 * 1024;

/** How the cells are to be understood, chosen by a person. */
export const ImportOptions = v.strictObject({
  dateOrder: v.picklist(DATE_ORDERS),
  decimal: v.picklist([".", ","]),
  /** For orders whose row names none; null: the first status of stage *pending*. */
  statusId: v.optional(v.nullable(v.string()), null),
  /** null: the organization's first channel for the admin. */
  channelId: v.optional(v.nullable(v.string()), null),
  /** Name of the customer of all orders that name nobody. */
  guestName: v.optional(v.pipe(requiredText(MAX_TEXT.name)), "Guest"),
  /** False: a row with an unknown stock code is rejected. */
  createProducts: v.optional(v.boolean(), true),
});
export type ImportOptions = v.InferOutput<typeof ImportOptions>;

/** What a person sends to start an import: the guesses of the preview, corrected. */
export const ImportStart = v.strictObject({ layout: Layout, mapping: Mapping, options: ImportOptions });
export type ImportStart = v.InferOutput<typeof ImportStart>;

/** The upload, as its parts arrive. */
export const ImportUpload = v.object({
  /** The object in R2, and its multipart upload. */
  key: v.string(),
  uploadId: v.string(),
  size: v.number(),
  /** ETags by part number, from 1. */
  parts: v.record(v.string(), v.string()),
});
export type ImportUpload = v.InferOutput<typeof ImportUpload>;

export const ImportSpec = v.object({
  upload: ImportUpload,
  /** Chosen at the start; null before. */
  start: v.nullable(v.object({
    ...ImportStart.entries,
    header: v.array(v.string()),
    /** Byte at which the first row after the header begins. */
    dataOffset: v.number(),
  })),
});
export type ImportSpec = v.InferOutput<typeof ImportSpec>;

/** Where the import stands: all that a step needs to go on from. */
export const ImportProgress = v.object({
  /** Bytes done; the next row begins here. */
  offset: v.number(),
  /** Records done, blank ones included. */
  row: v.number(),
  orders: v.number(),
  lines: v.number(),
  unchanged: v.number(),
  /** Rows. */
  rejected: v.number(),
});
export type ImportProgress = v.InferOutput<typeof ImportProgress>;

export const NO_PROGRESS: ImportProgress = { offset: 0, row: 0, orders: 0, lines: 0, unchanged: 0, rejected: 0 };

/** The name of a file as it is shown; nothing is opened by it. */
export const FileName = v.pipe(text(200), v.check((s) => s.trim() !== "", "Name the file."));

/** The first rows as they would be read, and what would go wrong. */
export const ImportPreview = v.object({
  layout: Layout,
  header: v.array(v.string()),
  rows: v.array(v.array(v.string())),
  mapping: Mapping,
  options: ImportOptions,
  /** Days such as 01/02/2010 leave open which comes first: ask. */
  dateOrderSure: v.boolean(),
  /** Sentences about the file as a whole that prevent the start. */
  blockers: v.array(v.string()),
  /** Columns that no field reads. */
  unused: v.array(v.string()),
  /** Rows of the sample that would be rejected; 1 is the first after the header. */
  problems: v.array(v.object({ row: v.number(), reason: v.string() })),
  /** Of the sample: orders and lines that would go in; `whole` if it is all that the file has. */
  sample: v.object({ rows: v.number(), whole: v.boolean(), orders: v.number(), lines: v.number() }),
});
export type ImportPreview = v.InferOutput<typeof ImportPreview>;
