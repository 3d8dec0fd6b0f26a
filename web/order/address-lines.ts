import type { Address } from "../../domain/order.ts";

/** Countries, by code and by the names that imports bring, where the post code follows the town. */
const CODE_LAST = new Set(["gb", "uk", "united kingdom", "great britain", "england", "scotland", "wales", "northern ireland", "ie", "eire", "ireland", "us", "usa", "united states", "ca", "canada", "au", "australia", "nz", "new zealand", "in", "india"]);

/** A British post code gives itself away where no country is named. */
const BRITISH_CODE = /^[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}$/iu;

/** The lines of an address that are filled in, as one writes it on a parcel. */
export function addressLines(address: Address): string[] {
  const country = address.country.trim().toLowerCase();
  const codeLast = CODE_LAST.has(country) || (country === "" && BRITISH_CODE.test(address.postCode.trim()));
  const town = (codeLast ? [address.city, address.postCode] : [address.postCode, address.city]).filter((part) => part.trim() !== "").join(" ");
  return [address.name, address.company, address.line1, address.line2, town, address.region, address.country, address.phone].filter((line) => line.trim() !== "");
}
