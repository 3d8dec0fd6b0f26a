import * as v from "valibot";

/** What a list can be grouped by (L5). Apart from `group.ts`, which a page without groups never loads. */
export const GROUP_FIELDS = ["status", "channel", "csr", "agent", "day", "payment", "type"] as const;
export const GroupField = v.picklist(GROUP_FIELDS);
export type GroupField = v.InferOutput<typeof GroupField>;
