import * as v from "valibot";
import { DATE_ORDERS } from "../../domain/import/date.ts";
import { ENCODINGS } from "../../domain/import/encoding.ts";
import { Mapping } from "../../domain/import/field.ts";
import { DELIMITERS } from "../../domain/import/layout.ts";
import type { PreviewChoice } from "../imports/preview.ts";

/** What a person has corrected, in the address of the preview; `mapping` is JSON: column numbers by field. */
export const PreviewQuery = v.object({
  encoding: v.optional(v.picklist(ENCODINGS)),
  delimiter: v.optional(v.picklist(DELIMITERS)),
  newline: v.optional(v.picklist(["\n", "\r"])),
  preamble: v.optional(v.pipe(v.string(), v.regex(/^\d{1,2}$/u, "Use a number of rows."))),
  mapping: v.optional(v.pipe(v.string(), v.maxLength(10_000))),
  dateOrder: v.optional(v.picklist(DATE_ORDERS)),
  decimal: v.optional(v.picklist([".", ","])),
  statusId: v.optional(v.pipe(v.string(), v.maxLength(60))),
  channelId: v.optional(v.pipe(v.string(), v.maxLength(60))),
  guestName: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
  createProducts: v.optional(v.picklist(["true", "false"])),
});
type PreviewQuery = v.InferOutput<typeof PreviewQuery>;

const MappingText = v.pipe(v.string(), v.parseJson(), Mapping);

/** A mapping that cannot be read is left out, as if nothing was chosen: the answer says what was guessed. */
export function choiceOf(q: PreviewQuery): PreviewChoice {
  const mapping = q.mapping === undefined ? null : v.safeParse(MappingText, q.mapping);
  return {
    layout: {
      ...(q.encoding && { encoding: q.encoding }),
      ...(q.delimiter && { delimiter: q.delimiter }),
      ...(q.newline && { newline: q.newline }),
      ...(q.preamble !== undefined && { preamble: Number(q.preamble) }),
    },
    mapping: mapping?.success ? mapping.output : null,
    options: {
      ...(q.dateOrder && { dateOrder: q.dateOrder }),
      ...(q.decimal && { decimal: q.decimal }),
      ...(q.statusId !== undefined && { statusId: q.statusId }),
      ...(q.channelId !== undefined && { channelId: q.channelId }),
      ...(q.guestName !== undefined && { guestName: q.guestName }),
      ...(q.createProducts !== undefined && { createProducts: q.createProducts === "true" }),
    },
  };
}
