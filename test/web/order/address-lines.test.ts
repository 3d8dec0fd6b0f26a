import { describe, expect, it } from "vitest";
import { EMPTY_ADDRESS } from "../../../domain/order.ts";
import { addressLines } from "../../../web/order/address-lines.ts";

const of = (city: string, postCode: string, country: string) => addressLines({ ...EMPTY_ADDRESS, city, postCode, country });

describe("an address on a parcel", () => {
  it("has the post code behind the town where that is the usage, and before it elsewhere [D1.80]", () => {
    expect(of("Lincoln", "LN16 9JJ", "GB")).toEqual(["Lincoln LN16 9JJ", "GB"]);
    expect(of("Lincoln", "LN16 9JJ", "United Kingdom")).toEqual(["Lincoln LN16 9JJ", "United Kingdom"]);
    expect(of("Lincoln", "LN16 9JJ", "")).toEqual(["Lincoln LN16 9JJ"]);
    expect(of("Keflavík", "230", "IS")).toEqual(["230 Keflavík", "IS"]);
    expect(of("Berlin", "10115", "")).toEqual(["10115 Berlin"]);
  });
});
