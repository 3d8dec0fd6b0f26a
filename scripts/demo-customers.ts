import { fingerprint } from "../domain/import/hash.ts";

/** Numbers in [0, 1) that are the same for the same words, from run to run. */
export function chance(...words: readonly string[]): number {
  return (Number.parseInt(fingerprint(words.join("\n")).slice(-8), 36) % 1_000_003) / 1_000_003;
}

export function pick<const T extends readonly [unknown, ...unknown[]]>(from: T, ...words: readonly string[]): T[number] {
  return from[Math.floor(chance(...words) * from.length)] ?? from[0];
}

const FIRST = ["Amara", "Anil", "Beatriz", "Callum", "Chidi", "Chloë", "Daniyal", "Dilys", "Edie", "Emeka", "Fatima", "Freya", "Gethin", "Grace", "Hamza", "Hye-jin", "Iris", "Ismael", "Jakub", "Joy", "Kaveh", "Keira", "Leila", "Magnus", "Mei", "Mirela", "Nadia", "Niamh", "Olu", "Oscar", "Pawel", "Pilar", "Qadir", "Ravi", "Rhiannon", "Rosa", "Saoirse", "Sanjay", "Tamsin", "Tomasz", "Uma", "Viktor", "Wren", "Xanthe", "Yusuf", "Zoë"] as const;
const LAST = ["Abara", "Ashworth", "Baptiste", "Bhatt", "Bowen", "Carvalho", "Chaudhry", "Clarke", "Dąbrowski", "Daley", "Eze", "Farrow", "Fernández", "Gallagher", "Greenhalgh", "Haddad", "Holloway", "Ivanova", "Jablonski", "Jarvis", "Kaur", "Kendrick", "Lam", "Llewellyn", "Macrae", "Mbeki", "Müller", "Nakamura", "Nowak", "O’Dowd", "Osei", "Pemberton", "Quigley", "Rahman", "Rossi", "Sandhu", "Sørensen", "Thackeray", "Tran", "Underhill", "Varga", "Whitlock", "Xu", "Yilmaz", "Zielinska"] as const;
const TRADE = ["Ironmongery", "Interiors", "Joinery", "Gifts", "Builders", "Trading", "Home & Garden", "Supplies", "Workshop", "Stores"] as const;
const STREET = ["Mill Lane", "Quarry Road", "Harbour Street", "Orchard Close", "Chapel Hill", "Tannery Row", "Beacon Way", "Foundry Street", "Larch Avenue", "Weaver’s Yard", "Station Parade", "Heron Drive"] as const;
const TOWN = [["Leeds", "West Yorkshire", "LS"], ["Hull", "East Yorkshire", "HU"], ["Bristol", "", "BS"], ["Cardiff", "", "CF"], ["Glasgow", "", "G"], ["Norwich", "Norfolk", "NR"], ["Exeter", "Devon", "EX"], ["Preston", "Lancashire", "PR"], ["Dundee", "", "DD"], ["Lincoln", "Lincolnshire", "LN"], ["Brighton", "East Sussex", "BN"], ["Belfast", "", "BT"], ["Stoke-on-Trent", "Staffordshire", "ST"], ["London", "", "SE"]] as const;
const ABROAD: Readonly<Record<string, string>> = { Germany: "Bremen", France: "Nantes", EIRE: "Galway", Portugal: "Braga", Spain: "Girona", Netherlands: "Zwolle", Belgium: "Namur", Switzerland: "Biel", Italy: "Ferrara", Australia: "Hobart", Norway: "Bodø", Sweden: "Umeå", Denmark: "Odense", Finland: "Turku", Japan: "Sendai", Poland: "Toruń", Lithuania: "Kaunas", Iceland: "Akureyri", Greece: "Volos", "Hong Kong": "Sha Tin", Singapore: "Singapore", Lebanon: "Tripoli", "Channel Islands": "St Helier" };

export interface DemoCustomer {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly company: string;
  readonly line1: string;
  readonly city: string;
  readonly region: string;
  readonly postCode: string;
}

/**
 * Somebody who does not exist, always the same for a customer's number. Phone numbers
 * are of the ranges that Ofcom keeps for drama, e-mail addresses of the domain that
 * is kept for examples.
 */
export function demoCustomer(id: string, country: string): DemoCustomer {
  const first = pick(FIRST, id, "first");
  const last = pick(LAST, id, "last");
  const company = chance(id, "b2b") < 0.22 ? `${last} ${pick(TRADE, id, "trade")}${chance(id, "ltd") < 0.6 ? " Ltd" : ""}` : "";
  const digits = (n: number, ...words: readonly string[]): string => String(Math.floor(chance(id, ...words) * 10 ** n)).padStart(n, "0");
  const [town, region, area] = pick(TOWN, id, "town");
  const letters = (word: string): string => pick(["A", "B", "D", "E", "F", "G", "H", "J", "L", "N", "P", "Q", "R", "S", "T", "U", "W", "X", "Y", "Z"], id, word);
  const isHome = country === "United Kingdom";
  return {
    name: `${first} ${last}`,
    email: `${plain(first)}.${plain(last)}.${id}@example.com`,
    phone: pick([`020 7946 0${digits(3, "phone")}`, `01632 960${digits(3, "phone")}`, `07700 900${digits(3, "phone")}`, `0161 496 0${digits(3, "phone")}`, `029 2018 0${digits(3, "phone")}`], id, "kind of phone"),
    company,
    line1: `${1 + Math.floor(chance(id, "house") * 140)} ${pick(STREET, id, "street")}`,
    city: isHome ? town : (ABROAD[country] ?? ""),
    region: isHome ? region : "",
    postCode: isHome ? `${area}${1 + Math.floor(chance(id, "district") * 19)} ${Math.floor(chance(id, "sector") * 10)}${letters("unit")}${letters("last unit")}` : digits(5, "zip"),
  };
}

function plain(name: string): string {
  return name.normalize("NFKD").replace(/ø/gu, "o").replace(/[^A-Za-z]/gu, "").toLowerCase();
}
