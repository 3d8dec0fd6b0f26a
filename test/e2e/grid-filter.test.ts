import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EMPTY_ADDRESS } from "../../domain/order.ts";
import { loadLookups } from "../../db/lookups.ts";
import { browser } from "../harness/browser.ts";
import { eventually, newGridDesk, numbers, openGrid } from "./grid-desk.ts";
import type { GridDesk } from "./grid-desk.ts";

let desk: GridDesk;
let chrome: Browser;

beforeAll(async () => {
  chrome = await browser();
  desk = await newGridDesk(chrome, 40);
  const { microsites } = await loadLookups(desk.tenant.db);
  await desk.place([
    { customerName: "Mina Okoye", tags: ["gift", "urgent"], micrositeId: microsites[0]?.id ?? null, deliveryAddressId: "adr_1", deliveryAddress: { ...EMPTY_ADDRESS, postCode: "SW1A 1AA" }, fraudScore: 80, paymentMethod: "bacs" },
    { customerName: "Omar Haddad", tags: ["urgent"], fraudScore: 20, note: "Ring the bell twice" },
  ]);
});
afterAll(() => chrome.close());

describe("narrowing the list", () => {
  it("is done with the keyboard alone, by any field, and said in a sentence; a range that nothing can be in is not applied, and nothing typed is lost with the panel [L3.23, L3.24, L4.30, L4.34]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr, "");
    await page.keyboard.press("f");
    const panel = page.getByRole("dialog", { name: "Filter orders" });
    await panel.getByLabel("Post code").fill("sw1a1aa");
    await eventually(() => numbers(page), ["TT0000041"]);
    await panel.getByLabel("Post code").fill("");
    await panel.getByLabel("Find or add: Tags").focus();
    await page.keyboard.type("urgent");
    await page.keyboard.press("Enter");
    await eventually(() => numbers(page), ["TT0000042", "TT0000041"]);
    await page.keyboard.type("gift");
    await page.keyboard.press("Enter");
    await panel.getByLabel("Tags: which of those chosen").selectOption("all");
    await eventually(() => numbers(page), ["TT0000041"]);
    await panel.getByLabel("Fraud score: from").fill("x");
    await panel.getByText("Use a whole number from 0 to 100.").waitFor();
    await panel.getByLabel("Fraud score: from").fill("70");
    await panel.getByText("Orders, tagged urgent and gift, a fraud score from 70.").waitFor();
    await panel.getByLabel("Placed: last day").fill("2026-11-01");
    await panel.getByText("placed up to 1 Nov 2026").waitFor();
    await panel.getByLabel("Placed: first day").fill("2026-11-21");
    await panel.getByText("Put the earlier day first.").waitFor();
    await panel.getByLabel("Fraud score: to").fill("20");
    await panel.getByText("Put the smaller one first.").waitFor();
    await panel.getByLabel("Fraud score: to").fill("");
    expect([await panel.getByLabel("Placed: first day").inputValue(), new URL(page.url()).searchParams.get("placed")]).toEqual(["2026-11-21", "..2026-11-01"]);
    await panel.getByLabel("Placed: last day").fill("");
    await panel.getByText("placed from 21 Nov 2026").waitFor();
    await panel.getByLabel("Placed: first day").fill("");
    await panel.getByText("Orders, tagged urgent and gift, a fraud score from 70.").waitFor();
    expect(new URL(page.url()).searchParams.get("tag")).toBe("all:urgent,gift");
    await page.keyboard.press("Escape");
    expect(await page.getByRole("button", { name: /^Filter/u }).evaluate((button) => button === document.activeElement)).toBe(true);
    await page.getByRole("status").filter({ hasText: "Orders, tagged urgent and gift, a fraud score from 70" }).waitFor({ state: "attached" });
    await page.keyboard.press("f");
    await panel.getByLabel("Fraud score: to").focus();
    await page.keyboard.type("90");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Remove the filter Fraud score 70 to 90" }).waitFor();
    await page.keyboard.press("f");
    await panel.getByLabel("Fraud score: to").fill("");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Remove the filter Fraud score from 70" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Remove the filter Tagged all of urgent, gift" }).click();
    await page.getByRole("button", { name: "Remove the filter Fraud score from 70" }).click();
    // Sorted by a column of few values: nobody's orders come last either way.
    await page.getByRole("columnheader", { name: "CSR" }).click();
    await eventually(() => new URL(page.url()).searchParams.get("sort"), "csr");
    await eventually(async () => (await page.locator('[data-row^="ord_"] [data-col="csr"]').first().textContent())?.includes("Cora Singh"), true);
    await context.close();
  });
});
