import { describe, expect, it } from "vitest";
import { matchesSearch, queryTokens, tokens } from "../../domain/search-text.ts";
import { anOrder } from "./order-fixture.ts";

describe("search", () => {
  it("finds a number with or without prefix and zeros, a name without accents, a phone however it is written [L3.1]", () => {
    const order = anOrder({ customerName: "Zoë Ångström-Nowak", customerPhone: "+44 (0)20 7946 0123" });
    for (const query of ["BT0000042", "bt00", "0000042", "42", "zoe", "angstrom now", "FENW", "4402079", "02079460123", "ada@exa"]) expect([query, matchesSearch(order, query)]).toEqual([query, true]);
    for (const query of ["43", "zoo", "fenwicks", "ada@other"]) expect([query, matchesSearch(order, query)]).toEqual([query, false]);
  });

  it("writes every script as plain tokens, so that the database cannot read them otherwise [L3.2]", () => {
    expect(tokens("東京 Straße №5")).toEqual(["z06771z04eac", expect.stringMatching(/^strasse$|^straz000dfe$/u), "no5"]);
    for (const token of tokens("Ω≈ç√∫˜µ≤≥÷ ¡™£¢∞§¶•ªº–≠ 田中さんにあげて下さい 🐵 🙈 ด้้้้้็็็็็้้้้้็็็็็")) expect(token).toMatch(/^[a-z0-9]+$/u);
  });

  it("ignores words too short to tell orders apart [L3.3]", () => {
    expect(queryTokens("a smith 7")).toEqual(["smith", "7"]);
  });
});
