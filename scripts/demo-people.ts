import type { Role } from "../domain/role.ts";

/** Of everyone in the demo; printed at the start, and worth nothing elsewhere. */
export const DEMO_PASSWORD = "quayside-demo";

export interface DemoOrganization {
  readonly slug: string;
  readonly name: string;
  readonly prefix: string;
  readonly agents: readonly string[];
  readonly microsites: readonly string[];
}

export const DEMO_ORGANIZATIONS = [
  { slug: "bettertools", name: "BetterTools", prefix: "BT", agents: ["North Star Couriers", "Harbour Vans", "Parcel Post"], microsites: ["bettertools.example", "trade.bettertools.example", "Workshop Club"] },
  { slug: "betterfixings", name: "BetterFixings", prefix: "BF", agents: ["Moorland Freight", "Two Wheels", "Parcel Post"], microsites: ["betterfixings.example", "Screws by Post"] },
] as const satisfies readonly DemoOrganization[];

type Slug = (typeof DEMO_ORGANIZATIONS)[number]["slug"];

export interface DemoPerson {
  readonly name: string;
  readonly email: string;
  readonly memberships: readonly { readonly slug: Slug; readonly role: Role }[];
}

const of = (slug: Slug, role: Role, name: string): DemoPerson => ({ name, email: `${name.split(" ")[0]?.toLowerCase()}@${slug}.example`, memberships: [{ slug, role }] });

/** Each role in each organization; Priya answers the phone for both. All invented. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  of("bettertools", "superadmin", "Sigrid Vance"),
  of("bettertools", "admin", "Owen Achebe"),
  of("bettertools", "csr", "Ada Hartley"),
  of("bettertools", "csr", "Bo Lindqvist"),
  { name: "Priya Raman", email: "priya@bettertools.example", memberships: [{ slug: "bettertools", role: "csr" }, { slug: "betterfixings", role: "csr" }] },
  of("bettertools", "fulfilment", "Femi Okafor"),
  of("bettertools", "viewer", "Vera Kowalski"),
  of("betterfixings", "superadmin", "Marta Silveira"),
  of("betterfixings", "admin", "Colm Brady"),
  of("betterfixings", "csr", "Elif Demir"),
  of("betterfixings", "csr", "Jonas Weber"),
  of("betterfixings", "fulfilment", "Hana Sato"),
  of("betterfixings", "viewer", "Luis Ortega"),
];
