import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browser } from "../harness/browser.ts";
import { cell, edit, eventually, goTo, newGridDesk, numbers, openGrid, rowByNumber } from "./grid-desk.ts";
import type { GridDesk } from "./grid-desk.ts";
import { again, holdFrames, typeReference } from "./offline-desk.ts";

let desk: GridDesk;
let chrome: Browser;

beforeAll(async () => {
  chrome = await browser();
  desk = await newGridDesk(chrome, 80);
});
afterAll(() => chrome.close());

describe("an edit that does not simply succeed", () => {
  it("says at the cell why it was refused and keeps what was typed, to be changed or thrown away [L9.3]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    const number = (await numbers(page))[8] ?? "";
    // Someone leaves while their name is still offered.
    const leaver = await desk.tenant.addPerson("csr", "Lena Frost");
    await page.reload();
    await cell(page, number, "csr").waitFor();
    await desk.tenant.db.writeBatch([{ sql: "UPDATE person SET active = 0 WHERE org_id = :org AND id = :id", args: { id: leaver.id } }]);
    await cell(page, number, "csr").dblclick();
    await page.keyboard.type("lena");
    await page.keyboard.press("Enter");
    const note = page.getByRole("alert").filter({ hasText: "not a member any more" });
    await note.waitFor();
    expect(await cell(page, number, "csr").textContent()).toContain("Lena Frost");
    expect(await cell(page, number, "csr").getAttribute("aria-invalid")).toBe("true");

    await note.getByRole("button", { name: "Change it" }).click();
    await page.getByRole("combobox", { name: "CSR" }).fill("dan");
    await page.keyboard.press("Enter");
    await eventually(async () => (await rowByNumber(desk, number)).csrId, desk.tenant.people.csr2.id);
    await note.waitFor({ state: "detached" });

    await cell(page, number, "csr").dblclick();
    await page.keyboard.type("lena");
    await page.keyboard.press("Enter");
    await note.getByRole("button", { name: "Discard" }).click();
    await eventually(() => cell(page, number, "csr").textContent(), "DRDan Reyes");
    await context.close();
  });

  it("asks theirs or mine if a colleague changed the same cell meanwhile, and says who and what [L9.4, N3.25]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    // The first time the editor's code comes later than the colleague's change.
    const code = Promise.withResolvers<undefined>();
    await page.route(/\/cell-editor-[^/]*\.js$/u, async (route) => {
      await code.promise;
      await route.continue();
    });
    const [, , , , , , , , , first = "", second = ""] = await numbers(page);
    for (const number of [first, second]) await edit(desk, desk.tenant.people.csr2, number, { reference: "my" });
    await again(page);
    for (const [number, whose] of [[first, "mine"], [second, "theirs"]] as const) {
      await cell(page, number, "reference").dblclick();
      await page.keyboard.type(" word");
      await edit(desk, desk.tenant.people.csr2, number, { reference: "their word" });
      await cell(page, number, "reference").getByText("their word").waitFor();
      code.resolve(undefined);
      // The draft is not wiped by what arrives, and not saved by it.
      await expect.poll(() => page.getByRole("textbox", { name: "Reference" }).inputValue()).toBe("my word");
      await page.keyboard.press("Enter");
      const dialog = page.getByRole("dialog");
      await dialog.getByText("their word").waitFor();
      await dialog.getByText("my word").first().waitFor();
      await dialog.getByText(/Dan Reyes/u).first().waitFor();
      await dialog.getByRole("button", { name: whose === "mine" ? "Save mine" : "Take theirs" }).click();
      await eventually(async () => (await rowByNumber(desk, number)).reference, whose === "mine" ? "my word" : "their word");
      await eventually(() => cell(page, number, "reference").textContent().then((t) => (t ?? "").replace(/[A-Z]{2}$/u, "")), whose === "mine" ? "my word" : "their word");
    }
    await context.close();
  });

  it("waits with its question until the cell that is typed in is left, and a dialog over it leaves that as it is [N3.42]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    const [number = "", next = ""] = (await numbers(page)).slice(30);
    const asked = page.waitForResponse((response) => response.status() === 409);
    await cell(page, number, "reference").dblclick();
    await page.keyboard.type("mine");
    await edit(desk, desk.tenant.people.csr2, number, { reference: "theirs" });
    await page.getByText("Dan Reyes changed it to").waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.type("he");
    await asked;
    await page.keyboard.type("rs");
    await page.keyboard.press("Control+K");
    await page.getByRole("combobox", { name: /^Find an order/u }).click();
    await page.keyboard.press("Escape");
    const text = page.getByRole("textbox", { name: "Reference" });
    await eventually(() => text.evaluate((input) => input === document.activeElement), true);
    await page.keyboard.type(" alone");
    expect(await text.inputValue()).toBe("hers alone");
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect((await rowByNumber(desk, next)).reference).toBe("");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: /was changed meanwhile/u }).getByRole("button", { name: "Save mine" }).click();
    await eventually(() => Promise.all([number, next].map(async (one) => (await rowByNumber(desk, one)).reference)), ["mine", "hers alone"]);
    await context.close();
  });

  it("of other cells of the same order merges by itself [L9.4]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    const number = (await numbers(page))[11] ?? "";
    await cell(page, number, "reference").dblclick();
    await page.getByRole("textbox", { name: "Reference" }).fill("beside");
    await edit(desk, desk.tenant.people.csr2, number, { tags: ["theirs"] });
    await page.keyboard.press("Enter");
    await eventually(async () => {
      const { reference, tags } = await rowByNumber(desk, number);
      return { reference, tags };
    }, { reference: "beside", tags: ["theirs"] });
    expect(await page.getByRole("dialog").count()).toBe(0);
    await context.close();
  });

  it("is sent again under the same key when the answer is lost, and happens once [L9.5]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    // What was committed comes by socket, too, and is then not sent again: here the answer is lost first.
    const frames = await holdFrames(page);
    await again(page);
    const number = (await numbers(page))[12] ?? "";
    const { version } = await rowByNumber(desk, number);
    const keys: string[] = [];
    let lost = 0;
    await page.route("**/orders/ord_*", async (route) => {
      const request = route.request();
      if (request.method() !== "PATCH") return route.continue();
      keys.push(request.headers()["idempotency-key"] ?? "");
      if (lost++ > 0) return route.continue();
      // It arrives and is committed; only the answer never comes.
      frames.hold();
      await route.fetch();
      return route.abort("connectionreset");
    });
    const answered = page.waitForResponse((response) => response.request().method() === "PATCH");
    await typeReference(page, number, "once");
    await (await answered).finished();
    frames.release();
    expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
    await page.waitForTimeout(500);
    expect(keys.length).toBe(2);
    const after = await rowByNumber(desk, number);
    expect([after.reference, after.version]).toEqual(["once", version + 1]);
    await context.close();
  });

  it("twice in a row on one cell is no conflict with oneself, and the last one stays [L9.5]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    const number = (await numbers(page))[13] ?? "";
    await page.route("**/orders/ord_*", async (route) => {
      if (route.request().method() === "PATCH") await new Promise((resolve) => setTimeout(resolve, 400));
      await route.continue();
    });
    for (const text of ["one", "two", "three"]) {
      await cell(page, number, "reference").dblclick();
      await page.getByRole("textbox", { name: "Reference" }).fill(text);
      await page.keyboard.press("Enter");
    }
    await eventually(async () => (await rowByNumber(desk, number)).reference, "three");
    await page.waitForTimeout(500);
    expect(await page.getByRole("dialog").count()).toBe(0);
    await context.close();
  });

  it("is a change also when it sets back what was answered while its editor was open [L9.5]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    const number = (await numbers(page))[3] ?? "";
    const answer = Promise.withResolvers<undefined>();
    await page.route("**/orders/ord_*", async (route) => {
      if (route.request().method() === "PATCH") await answer.promise;
      await route.fallback();
    });
    const answered = page.waitForResponse((response) => response.request().method() === "PATCH");
    await cell(page, number, "agent").dblclick();
    await page.keyboard.type("harb");
    await page.keyboard.press("Enter");
    await cell(page, number, "agent").getByText("Harbour").waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.type("nobo");
    answer.resolve(undefined);
    await (await answered).finished();
    await eventually(async () => (await rowByNumber(desk, number)).agentId !== null, true);
    await page.waitForTimeout(200);
    await page.keyboard.press("Enter");
    await eventually(async () => (await rowByNumber(desk, number)).agentId, null);
    expect(await cell(page, number, "agent").textContent()).toBe("");
    await context.close();
  });

  it("waits for the sign-in when the session has ended, and goes then [L9.5, S1.20]", async () => {
    const person = await desk.tenant.addPerson("csr", "Mona Hart");
    const { page, context } = await openGrid(desk, person);
    const number = (await numbers(page))[14] ?? "";
    await cell(page, number, "reference").dblclick();
    await page.keyboard.type("typed before");
    await context.clearCookies();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Sign in to go on" });
    await dialog.waitFor();
    expect(await cell(page, number, "reference").textContent()).toBe("typed before");
    await dialog.getByLabel("Password").fill(person.password);
    await dialog.getByRole("button", { name: "Sign in" }).click();
    await dialog.waitFor({ state: "detached" });
    await eventually(async () => (await rowByNumber(desk, number)).reference, "typed before");
    await context.close();
  });

  it("is not offered to those whose role does not allow it [L9.6]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.viewer);
    const number = (await numbers(page))[1] ?? "";
    expect(await cell(page, number, "status").getAttribute("aria-readonly")).toBe("true");
    await goTo(page, 1, "status");
    await page.keyboard.press("F2");
    await page.keyboard.type("x");
    expect(await page.getByRole("combobox").count()).toBe(0);
    await page.keyboard.press("Shift+F10");
    await page.getByRole("menuitem", { name: /Update status/u }).getByText("Your role does not allow it.").waitFor();
    expect(await page.getByRole("link", { name: "New order" }).count()).toBe(0);
    await context.close();
  });
});
