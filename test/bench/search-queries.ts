/**
 * What people type who have somebody on the phone, over the orders of `random-orders.ts`: the
 * published list over which `p95_ms` is measured. Rare and frequent, whole and begun, and what
 * is not there.
 */
export const SEARCH_QUERIES: readonly string[] = [
  // Numbers: whole, without prefix, without zeros or with some of them, begun.
  "BE0424242", "0424242", "424242", "04242", "BE 0042", "BE424242", "BE09999", "4242", "7",
  // Names: begun letter by letter, frequent, rare, both names in either order, a company, accents left out.
  "ab", "abb", "abbott", "smith", "zie", "yılmaz", "zoe ziegler", "walker hugo", "ada abbott", "harbour joinery", "oak iron", "sofia mull",
  // E-mails: begun, whole, the part before the number.
  "ada.abbott", "lena.garcia", "kofi.virtanen", "zoran.ziegler49", "example.com zoran",
  // Phones as they are read out, with and without country code.
  "+44 20 7000", "020 7123", "2079", "0044 20 7500",
  // The customer's reference, a post code with and without its space, stock codes.
  "PO-424242", "po 4242", "SW7 4EX", "hu12", "85123A", "drl-18", "22423", "210", "41993",
  // Two things at once, and what nobody has.
  "smith 85123A", "garcia card", "ada po", "qqqq", "smith qqqq", "BE9999999",
];
