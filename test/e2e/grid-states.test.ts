import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as v from "valibot";
import { browser } from "../harness/browser.ts";
import { openPage, overflow } from "../web/browser-page.ts";
import { cell, edit, eventually, newGridDesk, numbers, openGrid, rowByNumber, rowOf, rows, standsOn, topOf } from "./grid-desk.ts";
import type { GridDesk } from "./grid-desk.ts";
import { allFetched } from "./offline-desk.ts";
import { isLive } from "./order-desk.ts";

let desk: GridDesk;
let chrome: Browser;
const long = "Ångström-Żółć & Sons (Importers of Brass, Rope and Everything Else that Floats) ".repeat(2).trim();

beforeAll(async () => {
  chrome = await browser();
  desk = await newGridDesk(chrome, 60);
  await desk.place([{ customerName: long, company: long, reference: long.slice(0, 100), tags: ["a-very-long-tag-that-fills-forty-signs-up", "b", "c", "d"] }]);
});
afterAll(() => chrome.close());

const LIST = /\/orders\?.*limit=100/u;

describe("reading the list", () => {
  it("shows where rows will stand, says what went wrong, and tries again when asked [S6.25]", async () => {
    const { page, context } = await openPage(chrome, { url: desk.tenant.stack.url, person: desk.tenant.people.csr });
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let broken = true;
    await page.route(LIST, async (route) => {
      if (!broken) return route.continue();
      await held;
      return route.fulfill({ status: 503, contentType: "application/problem+json", body: JSON.stringify({ type: "urn:quayside:problem:unavailable", title: "unavailable", status: 503, code: "unavailable", detail: "The database cannot be reached. Try again in a moment." }) });
    });
    await page.goto(`/o/${desk.tenant.slug}/orders`);
    await page.getByRole("status", { name: "Reading the orders" }).waitFor();
    // When the connection comes, it is tried again by itself; here a person does.
    await isLive(page);
    release();
    await page.getByRole("alert").getByText("The database cannot be reached.").waitFor();
    broken = false;
    await page.getByRole("button", { name: "Try again" }).click();
    await rows(page).first().waitFor();
    expect(await page.getByRole("alert").count()).toBe(0);
    await context.close();
  });

  it("says when only the newest matches were sorted or too few orders looked through, and that it does not know the number [L6.6]", async () => {
    const { page, context } = await openPage(chrome, { url: desk.tenant.stack.url, person: desk.tenant.people.csr });
    const Answer = v.looseObject({ count: v.nullable(v.number()), bounded: v.boolean() });
    // Ten thousand matches without an index are made of one answer here.
    await page.route(LIST, async (route) => {
      const answer = v.parse(Answer, await (await route.fetch()).json());
      await route.fulfill({ json: { ...answer, count: null, bounded: true } });
    });
    await page.goto(`/o/${desk.tenant.slug}/orders?sort=phone&agent=none`);
    await page.getByText("Sorted among the newest 5,000 matches").waitFor();
    await page.goto(`/o/${desk.tenant.slug}/orders?sort=customer&agent=none`);
    await page.getByText("Looked through 50,000 orders only: narrow the filter to find all").waitFor();
    expect(await page.locator('[role="grid"]').getAttribute("aria-rowcount")).toBe("-1");
    await context.close();
  });

  it.each([1440, 390] as const)("keeps very long texts in their cell, whole on pointing: %i px [S6.26]", async (width) => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr, "", { width });
    const [first = ""] = await numbers(page);
    expect((await rowOf(page, first).boundingBox())?.height).toBe(width === 390 ? 56 : 32);
    expect(await overflow(page)).toBe(0);
    expect(await cell(page, first, "customer").locator("[title]").first().getAttribute("title")).toContain(long);
    await context.close();
  });
});

describe("without a connection", () => {
  it("an edit stands in its cell as waiting, and goes once when the connection is back [L9.5]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    const number = (await numbers(page))[3] ?? "";
    const { version } = await rowByNumber(desk, number);
    await allFetched(page);
    await context.setOffline(true);
    // The banner has pushed the rows by then.
    await page.getByText("What you see may be out of date.").waitFor();
    await cell(page, number, "reference").dblclick();
    await page.keyboard.type("from the train");
    await page.keyboard.press("Enter");
    await cell(page, number, "reference").getByLabel("Waiting for the connection").waitFor();
    expect((await rowByNumber(desk, number)).version).toBe(version);
    await context.setOffline(false);
    await eventually(async () => (await rowByNumber(desk, number)).reference, "from the train");
    await eventually(() => cell(page, number, "reference").getByLabel("Waiting for the connection").count(), 0);
    expect((await rowByNumber(desk, number)).version).toBe(version + 1);
    await context.close();
  });

  it("what a colleague changed meanwhile is there when it is back [N6.1]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr, "?quick=unfulfilled");
    const [first = "", second = ""] = await numbers(page);
    await context.setOffline(true);
    await edit(desk, desk.tenant.people.csr2, first, { statusId: desk.status("Delivered") });
    await edit(desk, desk.tenant.people.csr2, second, { reference: "meanwhile" });
    await page.waitForTimeout(300);
    expect((await numbers(page))[0]).toBe(first);
    await context.setOffline(false);
    await eventually(async () => (await numbers(page))[0], second);
    await eventually(async () => (await cell(page, second, "reference").textContent())?.startsWith("meanwhile"), true);
    await context.close();
  });
});

describe("a row that one works on", () => {
  it("stays where the keyboard is when one's own edit takes it out of the view, and goes when one moves on [N6.2]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr, "?quick=unfulfilled");
    const [first = "", second = ""] = await numbers(page);
    await page.getByRole("searchbox").focus();
    await page.keyboard.press("ArrowDown");
    for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
    expect(await standsOn(page)).toBe(`${first} status`);
    const at = await topOf(page, first);
    await page.keyboard.press("Enter");
    await page.keyboard.type("deliv");
    await page.keyboard.press("Enter");
    await rowOf(page, first).getByText("Not in this view any more").waitFor();
    expect(await topOf(page, first)).toBe(at);
    await page.keyboard.press("ArrowDown");
    await rowOf(page, first).waitFor({ state: "detached" });
    expect(await standsOn(page)).toBe(`${second} status`);
    await context.close();
  });

  it("is still spoken of when its edit was refused and it is not in the list any more [L9.3]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    const number = (await numbers(page))[7] ?? "";
    await page.route("**/orders/ord_*", (route) =>
      route.request().method() === "PATCH"
        ? route.fulfill({ status: 422, contentType: "application/problem+json", body: JSON.stringify({ type: "urn:quayside:problem:refused", title: "refused", status: 422, code: "refused", detail: "The warehouse says no." }) })
        : route.continue(),
    );
    await cell(page, number, "reference").dblclick();
    await page.keyboard.type("kept");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("The warehouse says no.").waitFor();
    await page.getByRole("searchbox").fill("buyer12@");
    await eventually(() => rows(page).count(), 1);
    await page.getByText(`The reference of ${number} was not saved. The warehouse says no.`).waitFor();
    await page.getByRole("button", { name: "Discard" }).click();
    await eventually(() => page.getByRole("alert").count(), 0);
    await page.getByRole("searchbox").fill("");
    await rowOf(page, number).waitFor();
    expect(await cell(page, number, "reference").textContent()).toBe("");
    await context.close();
  });

  it("opens by a tap on its card [S6.22]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr, "", { width: 390 });
    const number = (await numbers(page))[1] ?? "";
    await cell(page, number, "customer").tap();
    await page.getByRole("heading", { level: 1, name: number }).waitFor();
    expect(page.url()).toMatch(/\/orders\/ord_/u);
    await context.close();
  });
});
