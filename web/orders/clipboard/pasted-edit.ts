import { safeParse } from "valibot";
import { csrRefusal } from "../../../domain/csr.ts";
import type { Lookups } from "../../../domain/lookups.ts";
import { OrderEdit } from "../../../domain/order-edit.ts";
import { NOTE_START } from "../../../domain/order.ts";
import { folded } from "../../../domain/fold.ts";
import { isLink } from "../row-edit.ts";
import type { EditableField } from "../row-edit.ts";

export type PastedEdit = { readonly edit: OrderEdit } | { readonly problem: string };

/** What a text means in a field that is edited in place: names as they are listed, tags by commas. */
export function pastedEdit(text: string, field: EditableField, lookups: Lookups): PastedEdit {
  const read = readAs(text.trim(), field, lookups);
  if ("problem" in read) return read;
  const checked = safeParse(OrderEdit, read.edit);
  return checked.success ? { edit: checked.output } : { problem: checked.issues.map((issue) => issue.message).join(" ") };
}

function readAs(text: string, field: EditableField, lookups: Lookups): PastedEdit {
  switch (field) {
    case "statusId": {
      const status = named(lookups.statuses.filter((s) => s.active), text);
      if (!status) return { problem: `“${text}” is no status in use here.` };
      if (status.stage === "cancelled") return { problem: "Cancelling asks for a reason: change that status by itself." };
      return { edit: { statusId: status.id } };
    }
    case "csrId": {
      const read = someone(text, lookups.people, "no member here", (csrId) => ({ csrId }));
      const id = "edit" in read ? read.edit.csrId : undefined;
      const refused = id ? csrRefusal(id, lookups.people) : null;
      return refused === null ? read : { problem: refused };
    }
    case "agentId": return someone(text, lookups.agents, "no delivery agent in use", (agentId) => ({ agentId }));
    case "tags": return { edit: { tags: [...new Set(text.split(",").map((tag) => tag.trim()).filter(Boolean))] } };
    case "reference": return { edit: { reference: text } };
    case "trackingNumber": return { edit: isLink(text) ? { trackingUrl: text } : { trackingNumber: text } };
    case "note":
      // As rows are copied: the rest of it would be lost without a word.
      if (text.endsWith("…") && [...text].length === NOTE_START + 1) return { problem: "That is only the beginning of a note. Copy its cell by itself, which takes all of it." };
      return { edit: { note: text } };
  }
}

function someone(text: string, all: readonly { readonly id: string; readonly name: string; readonly active: boolean }[], what: string, edit: (id: string | null) => OrderEdit): PastedEdit {
  if (text === "" || folded(text) === "nobody") return { edit: edit(null) };
  const one = named(all.filter((a) => a.active), text);
  return one ? { edit: edit(one.id) } : { problem: `“${text}” is ${what}.` };
}

function named<T extends { readonly name: string }>(all: readonly T[], text: string): T | undefined {
  return all.find((one) => folded(one.name) === folded(text));
}
