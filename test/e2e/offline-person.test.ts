import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browser } from "../harness/browser.ts";
import { cell, eventually, newGridDesk, numbers, openGrid } from "./grid-desk.ts";
import type { GridDesk } from "./grid-desk.ts";
import { again, expectLogged, holdSaves, indicator, openPanel, stored, typeReference, waitingMark } from "./offline-desk.ts";
import { isLive } from "./order-desk.ts";

let desk: GridDesk;
let chrome: Browser;

beforeAll(async () => {
  chrome = await browser();
  desk = await newGridDesk(chrome, 20);
});
afterAll(() => chrome.close());

describe("another person on the same browser", () => {
  it("neither sees nor sends what the first one left; when the first is back it goes [N4.27]", async () => {
    const [ann, ben] = [await desk.tenant.addPerson("csr", "Ann Lowe"), await desk.tenant.addPerson("csr", "Ben Moss")];
    const { page, context } = await openGrid(desk, ann);
    const number = (await numbers(page))[3] ?? "";
    const saves = await holdSaves(context);
    await typeReference(page, number, "only of Ann");
    await waitingMark(page, number).waitFor();
    // Ben signs in in another tab, while that of Ann is open and the line comes back.
    await context.addCookies([{ ...ben.cookie, url: desk.tenant.stack.url }]);
    const answers: number[] = [];
    page.on("response", (response) => response.request().method() === "PATCH" && answers.push(response.status()));
    await saves.release(page);
    // Her page finds out, and becomes his.
    await page.getByRole("button", { name: /^Ben Moss/u }).first().waitFor();
    expect(new Set(answers)).toEqual(new Set([401]));
    await page.goto(`/o/${desk.tenant.slug}/orders`);
    await isLive(page);
    await cell(page, number, "reference").waitFor();
    expect(await cell(page, number, "reference").textContent()).toBe("");
    expect(await indicator(page).textContent()).toBe("Live");
    expect(await stored(page)).toBe(1);
    await expectLogged(desk, number, []);

    await context.addCookies([{ ...ann.cookie, url: desk.tenant.stack.url }]);
    await again(page);
    await expectLogged(desk, number, ["only of Ann"]);
    await eventually(() => stored(page), 0);
    await context.close();
  });

  it("is a reason to ask before signing out with edits that wait [N4.28]", async () => {
    const person = await desk.tenant.addPerson("csr", "Cleo Hart");
    const { page, context } = await openGrid(desk, person);
    const number = (await numbers(page))[4] ?? "";
    await holdSaves(context);
    await typeReference(page, number, "before leaving");
    await waitingMark(page, number).waitFor();
    const leave = async () => {
      await page.getByRole("button", { name: /^Cleo Hart/u }).first().click();
      await page.getByRole("menuitem", { name: "Sign out" }).click();
      await page.getByRole("dialog", { name: "1 edit of yours is not saved yet" }).waitFor();
    };
    await leave();
    await page.getByRole("button", { name: "Stay signed in" }).click();
    await waitingMark(page, number).waitFor();
    await leave();
    await page.getByRole("dialog").getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL(/\/sign-in/u);
    expect(await stored(page)).toBe(1);
    await context.close();
  });
});

describe("a browser that keeps nothing", () => {
  it("says so, asks before the tab is closed, and saves all the same [N4.29]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    const number = (await numbers(page))[5] ?? "";
    await page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("refused", "SecurityError");
      };
    });
    await again(page);
    const saves = await holdSaves(context);
    await typeReference(page, number, "in memory only");
    await page.getByText("This browser keeps no edits, as in a private window or on a full disk: leave this tab open").waitFor();
    const asked: string[] = [];
    page.on("dialog", (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    await page.close({ runBeforeUnload: true });
    await eventually(() => asked, ["beforeunload"]);
    await saves.release(page);
    await expectLogged(desk, number, ["in memory only"]);
    await page.getByText("This browser keeps no edits").waitFor({ state: "detached" });
    await context.close();
  });

  it("of an earlier version keeps what it left to be read and copied, and never sends it [N4.30]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    expect(await stored(page)).toBe(0);
    await page.evaluate(
      ([person, slug]) =>
        new Promise<void>((resolve) => {
          const opening = indexedDB.open("quayside.offline-queue");
          opening.addEventListener("success", () => {
            const transaction = opening.result.transaction("edit", "readwrite");
            transaction.objectStore("edit").put({ format: 0, key: "old", person, slug, said: "typed long ago" });
            transaction.addEventListener("complete", () => {
              opening.result.close();
              resolve();
            });
          });
        }),
      [desk.tenant.people.csr.id, desk.tenant.slug],
    );
    await again(page);
    await indicator(page).filter({ hasText: "1 edit not saved" }).waitFor();
    const panel = await openPanel(page);
    await panel.getByText("typed long ago").waitFor();
    expect(await stored(page)).toBe(1);
    await panel.getByRole("button", { name: "Discard" }).click();
    await panel.getByRole("button", { name: "Discard it" }).click();
    await eventually(() => stored(page), 0);
    await context.close();
  });
});
