import * as v from "valibot";
import { AddressText } from "./address.ts";
import { Address, MAX_TEXT } from "./order.ts";
import { requiredText, text } from "./text.ts";

export const Customer = v.object({
  id: v.string(),
  name: v.string(),
  email: v.string(),
  phone: v.string(),
  company: v.string(),
  address: v.nullable(Address),
});
export type Customer = v.InferOutput<typeof Customer>;

/** A customer created in place (C1). An e-mail is optional: people on the phone may have none. */
export const CustomerDraft = v.strictObject({
  name: requiredText(MAX_TEXT.name),
  email: v.optional(v.union([v.literal(""), v.pipe(text(MAX_TEXT.email), v.email("This is not an e-mail address."))]), ""),
  phone: v.optional(text(MAX_TEXT.phone), ""),
  company: v.optional(text(MAX_TEXT.name), ""),
  address: v.optional(v.nullable(AddressText), null),
});
export type CustomerDraft = v.InferOutput<typeof CustomerDraft>;
