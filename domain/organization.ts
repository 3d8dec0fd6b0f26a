import * as v from "valibot";

/** What an organization decides for itself. Times are stored as UTC milliseconds; days are in `timeZone`. */
export const Organization = v.object({
  id: v.string(),
  slug: v.string(),
  name: v.string(),
  /** ISO 4217. */
  currency: v.string(),
  /** BCP 47. */
  locale: v.string(),
  /** IANA. */
  timeZone: v.string(),
  /** Order numbers are the prefix and seven digits. */
  numberPrefix: v.string(),
  /** Basis points: 2000 = 20 %. */
  taxRate: v.number(),
  taxInclusive: v.boolean(),
  /** Orders with a fraud score at or above are *High Risk*. */
  riskThreshold: v.number(),
});
export type Organization = v.InferOutput<typeof Organization>;

export function orderNumber(prefix: string, n: number): string {
  return prefix + String(n).padStart(7, "0");
}

/** A colleague as everyone in the organization sees them. */
export const Person = v.object({
  id: v.string(),
  name: v.string(),
  initials: v.string(),
  /** One of `PERSON_COLORS`: names a token of the design system. */
  color: v.string(),
  role: v.string(),
  active: v.boolean(),
});
export type Person = v.InferOutput<typeof Person>;

/** Without teal, which is the product's own: focus and selection are no colleague. */
export const PERSON_COLORS = ["green", "violet", "amber", "rose", "sky", "lime", "orange", "indigo"] as const;

/** Stable for a person, so that a colleague's colour is the same on every screen and after every reload. */
export function personColor(userId: string): string {
  let hash = 0;
  for (const c of userId) hash = (hash * 31 + (c.codePointAt(0) ?? 0)) >>> 0;
  return PERSON_COLORS[hash % PERSON_COLORS.length] ?? PERSON_COLORS[0];
}

export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const first = words.at(0)?.[Symbol.iterator]().next().value ?? "?";
  const last = words.length > 1 ? (words.at(-1)?.[Symbol.iterator]().next().value ?? "") : "";
  return (first + last).toUpperCase();
}

export const Agent = v.object({ id: v.string(), name: v.string(), active: v.boolean() });
export type Agent = v.InferOutput<typeof Agent>;

/** One of an organization's own shops, such as its brands' sites: where within a channel an order came from. */
export const Microsite = v.object({ id: v.string(), name: v.string(), active: v.boolean() });
export type Microsite = v.InferOutput<typeof Microsite>;

export const CHANNEL_KINDS = ["web", "admin", "email", "mobile", "phone", "store", "marketplace", "support"] as const;
export const Channel = v.object({
  id: v.string(),
  name: v.string(),
  kind: v.picklist(CHANNEL_KINDS),
  active: v.boolean(),
  position: v.number(),
});
export type Channel = v.InferOutput<typeof Channel>;

export const Reason = v.object({ id: v.string(), kind: v.picklist(["cancel", "hold"]), text: v.string(), active: v.boolean() });
export type Reason = v.InferOutput<typeof Reason>;
