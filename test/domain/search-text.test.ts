import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asksForNothing, matchesSearch, searchTerms, stockWords, tokens, typedNumber } from "../../domain/search-text.ts";
import { anOrder } from "./order-fixture.ts";

describe("search", () => {
  it("finds a number with or without prefix and zeros, a name without accents, a phone however it is written [L3.1]", () => {
    const order = anOrder({ customerName: "Zoë Ångström-Nowak", customerPhone: "+44 (0)20 7946 0123" });
    for (const query of ["BT0000042", "bt00", "0000042", "42", "zoe", "angstrom now", "FENW", "4402079", "02079460123", "ada@exa"]) expect([query, matchesSearch(order, query)]).toEqual([query, true]);
    for (const query of ["43", "zoo", "fenwicks", "ada@other"]) expect([query, matchesSearch(order, query)]).toEqual([query, false]);
  });

  it("finds a number by its prefix without zeros, a post code with and without its space, a stock code by its beginning [L3.30]", () => {
    const order = { ...anOrder(), postCode: "SW1A 1AA", stockWords: stockWords(["85123A", "B-7/10"]) };
    for (const query of ["BT42", "bt 42", "#42", "SW1A 1AA", "sw1a1aa", "sw1a", "1aa", "85123", "b-7", "b 10"]) expect([query, matchesSearch(order, query)]).toEqual([query, true]);
    for (const query of ["BT43", "BT420", "sw1a2", "85124", "123A"]) expect([query, matchesSearch(order, query)]).toEqual([query, false]);
  });

  it("finds a number typed with only some of its zeros, or too many, with or without its prefix, and no longer one that begins so [L3.33]", () => {
    const order = { ...anOrder(), reference: "", customerPhone: "", postCode: "" };
    for (const query of ["0042", "042", "#0042", "BT0042", "bt 0042", "BT-042", "BT-0000042", " 00000042 "]) {
      for (const field of [null, "number"] as const) expect([query, field, matchesSearch(order, query, field)]).toEqual([query, field, true]);
    }
    for (const query of ["004", "0420", "TT0042", "00 42 1", "0042a"]) expect([query, matchesSearch(order, query)]).toEqual([query, false]);
    expect(matchesSearch({ ...order, number: "BT0000420" }, "0042")).toBe(false);
    // As the beginning of all seven digits it goes on to be found.
    expect(matchesSearch({ ...order, number: "BT0042001" }, "0042")).toBe(true);
    expect(matchesSearch(order, "0042", "reference")).toBe(false);
  });

  it("reads an order's number out of what is typed [L3.33]", () => {
    const number = fc.integer({ min: 1, max: 999_999_999 });
    fc.assert(fc.property(number, fc.constantFrom("", "0", "000"), fc.constantFrom("", "bt", "BT"), fc.constantFrom("", " ", "-", " #"), (n, zeros, letters, between) => {
      expect(typedNumber(`${letters}${between}${zeros}${n}`)).toEqual({ letters: letters.toLowerCase(), zeros, digits: String(n) });
    }));
    for (const query of ["", "0", "bt", "bt 00", "42 43", "4b", "smith 42 x"]) expect([query, typedNumber(query)]).toEqual([query, null]);
  });

  it("finds a phone number however it is written on either side: with spaces, country code or trunk zero [L3.31]", () => {
    const written = ["020 7946 0123", "+44 20 7946 0123", "+44 (0)20 7946 0123", "02079460123", "(020) 7946-0123"];
    for (const customerPhone of written) {
      for (const query of [...written, "0044 20 79460123", "020 7946", "+44 20 7946"]) {
        expect([customerPhone, query, matchesSearch(anOrder({ customerPhone }), query)]).toEqual([customerPhone, query, true]);
        expect(matchesSearch(anOrder({ customerPhone }), query, "phone")).toBe(true);
      }
      for (const query of ["020 7946 0124", "+44 21 7946", "0123"]) expect([customerPhone, query, matchesSearch(anOrder({ customerPhone }), query, "phone")]).toEqual([customerPhone, query, false]);
    }
  });

  it("finds a phone number in any of the ways to write it, whole or begun, whatever the country [L3.31]", () => {
    const code = fc.constantFrom("1", "7", "20", "33", "44", "49", "61", "91", "353", "351", "420", "971");
    const rest = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1_000_000, max: 99_999_999 })).map(([first, others]) => `${first}${others}`);
    // A country of one digit has no trunk zero.
    const ways = (cc: string, number: string) => [`+${cc} ${number}`, `00${cc} ${number}`, `00 ${cc}-${number}`, `${cc}${number}`, ...(cc.length > 1 ? [`+${cc} (0)${number}`, `00${cc} (0) ${number}`, `0${number}`, `(0)${number}`] : []), number];
    fc.assert(fc.property(code, rest, fc.nat(), fc.nat(), fc.nat({ max: 3 }), (cc, number, a, b, left) => {
      const of = ways(cc, number);
      const stored = of[a % of.length] ?? "";
      const whole = of[b % of.length] ?? "";
      // Behind a code that nothing marks as one, a number that has only begun is another one.
      const typed = whole === cc + number ? whole : whole.slice(0, whole.length - (left % (number.length - 6)));
      expect([stored, typed, matchesSearch(anOrder({ customerPhone: stored }), typed), matchesSearch(anOrder({ customerPhone: stored }), typed, "phone")]).toEqual([stored, typed, true, true]);
    }));
    for (const [stored, typed] of [["07700 900123", "447700900123"], ["07700 900123", "447700900"], ["447700900123", "07700 900 123"], ["00353 1 234 5678", "+353 (0)1 234"], ["+353 (0)1 234 5678", "01 234 5678"], ["+1 (212) 555-0123", "(212) 555-01"], ["+7 912 345-67-89", "9123456789"]] as const) expect([stored, typed, matchesSearch(anOrder({ customerPhone: stored }), typed)]).toEqual([stored, typed, true]);
    for (const [stored, typed] of [["+1 312 555 0123", "212 555 0123"], ["+44 20 7946 0123", "+44 20 7946 0124"], ["07700 900123", "447700900124"]] as const) expect([stored, typed, matchesSearch(anOrder({ customerPhone: stored }), typed)]).toEqual([stored, typed, false]);
  });

  it("finds a post code with and without its space on either side, also half of it [L3.30]", () => {
    const postCode = fc.constantFrom("EC1A 1BB", "SW1A 1AA", "M1 1AE", "1234 AB", "123 45", "K1A 0B1");
    fc.assert(fc.property(postCode, fc.boolean(), fc.boolean(), fc.nat(), (code, storedBare, typedBare, cut) => {
      const bare = code.replace(" ", "");
      const whole = typedBare ? bare : code;
      const typed = whole.slice(0, whole.length - (cut % (whole.length - 3))).trim();
      const row = { ...anOrder(), postCode: storedBare ? bare : code };
      expect([row.postCode, typed, matchesSearch(row, typed), matchesSearch(row, typed, "postcode")]).toEqual([row.postCode, typed, true, true]);
    }));
    expect(matchesSearch({ ...anOrder(), postCode: "EC1A2BB" }, "EC1A 1")).toBe(false);
  });

  it("finds a name by the letters of a plain keyboard, and with or without its apostrophe, typed either way [L3.5]", () => {
    const alike = [["Łódź", "lodz", "ŁÓDŹ"], ["Ørsted", "orsted", "ørsted"], ["Ægir", "aegir", "ægir"], ["Straße", "strasse", "STRASSE", "straße"], ["Đorđe", "dorde", "đorđe"], ["Yılmaz", "yilmaz", "YILMAZ"], ["O’Brien", "O'Brien", "OBrien", "obrien", "OʼBrien", "o`brien"], ["D'Arcy", "darcy", "D’ARCY"], ["Sainsbury's", "Sainsburys", "sainsbury’s", "sainsbury"]];
    for (const names of alike) {
      for (const customerName of names.filter((name) => name !== "sainsbury")) {
        for (const query of names) expect([customerName, query, matchesSearch(anOrder({ customerName }), query), matchesSearch(anOrder({ customerName }), query, "name")]).toEqual([customerName, query, true, true]);
      }
    }
    expect([matchesSearch(anOrder({ customerName: "O’Brien" }), "obr"), matchesSearch(anOrder({ customerName: "OBrien" }), "o’br"), matchesSearch(anOrder({ customerName: "Brian O Connor" }), "obrien")]).toEqual([false, true, false]);
  });

  it("writes every script as plain tokens, so that the database cannot read them otherwise [L3.2]", () => {
    expect(tokens("東京 Straße №5")).toEqual(["z06771z04eac", "strasse", "no5"]);
    for (const token of tokens("Ω≈ç√∫˜µ≤≥÷ ¡™£¢∞§¶•ªº–≠ 田中さんにあげて下さい 🐵 🙈 ด้้้้้็็็็็้้้้้็็็็็")) expect(token).toMatch(/^[a-z0-9]+$/u);
  });

  it("ignores words too short to tell orders apart [L3.3]", () => {
    expect(searchTerms("a smith 7", null).words).toEqual([[["smith"], ["s", "mith"]], [["7"]]]);
    for (const query of ["a", "o'n", "!", "+"]) expect([query, asksForNothing(searchTerms(query, "name"))]).toEqual([query, true]);
  });
});
