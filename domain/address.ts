import * as v from "valibot";
import { MAX_TEXT } from "./order.ts";
import { text } from "./text.ts";

const part = text(MAX_TEXT.address);

/** An address as somebody sends it: whole, and each part no longer than an import would take. */
export const AddressText = v.strictObject({ name: part, company: part, line1: part, line2: part, city: part, region: part, postCode: part, country: part, phone: part });
