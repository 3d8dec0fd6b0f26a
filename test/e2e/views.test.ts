import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import * as v from "valibot";
import { retirePerson } from "../../db/member.ts";
import { SavedView } from "../../domain/saved-view.ts";
import { bodyOf } from "../harness/answer.ts";
import { browser } from "../harness/browser.ts";
import type { TestPerson } from "../harness/tenant.ts";
import { overflow, seriousFindings } from "../web/browser-page.ts";
import { eventually, newGridDesk, openGrid, rows } from "./grid-desk.ts";
import type { GridDesk } from "./grid-desk.ts";

let desk: GridDesk;
let chrome: Browser;

beforeAll(async () => {
  chrome = await browser();
  desk = await newGridDesk(chrome, 60);
});
afterAll(() => chrome.close());

const search = (page: Page) => new URL(page.url()).searchParams;
const bar = (page: Page) => page.getByRole("navigation", { name: "Saved views" });
const state = (page: Page) => page.getByRole("group", { name: "Saved view" });
const title = (page: Page) => page.getByRole("heading", { level: 1 }).textContent();
const views = async (person: TestPerson) => (await bodyOf(v.object({ views: v.array(SavedView) }), person.call("views"))).views;
const sortBy = (page: Page, name: string) => page.getByRole("columnheader", { name, exact: true }).click();

it("a view is saved, shared, opened and changed by two people at once; each link goes on to show what it showed [L5.20, L5.21, L5.23, L5.24]", async () => {
  const { csr, admin } = desk.tenant.people;
  const one = await openGrid(desk, csr, "?quick=unpaid");
  const { page } = one;
  await sortBy(page, "Total");
  await state(page).getByRole("button", { name: "Save view" }).click();
  const dialog = page.getByRole("dialog", { name: "Save this view" });
  await dialog.getByText("Unpaid; sorted by total, descending; 14 columns").waitFor();
  await page.keyboard.press("Enter");
  await dialog.getByText("Fill this in.").waitFor();
  await dialog.getByRole("textbox", { name: "Name" }).fill("Dear ones");
  await dialog.getByRole("checkbox", { name: /Share with everybody/u }).check();
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await eventually(() => title(page), "Dear ones");
  expect(await page.title()).toContain("Dear ones");
  const [saved] = await views(csr);
  if (!saved) throw new Error("nothing was saved");
  expect(search(page).get("view")).toBe(`${saved.id}.1`);
  expect(await bar(page).getByRole("link", { name: "Dear ones" }).getAttribute("aria-current")).toBe("page");

  // A colleague finds it, by keyboard.
  const two = await openGrid(desk, admin);
  await two.page.keyboard.press("v");
  await two.page.getByRole("textbox", { name: "Find a view" }).fill("onés DEÄR");
  await two.page.getByRole("dialog", { name: "Saved views" }).getByRole("link", { name: /^Dear ones/u }).waitFor();
  await two.page.keyboard.press("ArrowDown");
  await two.page.keyboard.press("Enter");
  await eventually(() => title(two.page), "Dear ones");
  expect(new URL(two.page.url()).search).toBe(new URL(page.url()).search);
  const link = two.page.url();

  // Both change it: the second is asked, and loses nothing.
  await sortBy(two.page, "Customer");
  await state(two.page).getByText("Edited").waitFor();
  await sortBy(page, "Placed");
  await state(page).getByRole("button", { name: "Save", exact: true }).click();
  await state(page).getByText("Edited").waitFor({ state: "detached" });
  await state(two.page).getByRole("button", { name: "Save", exact: true }).click();
  const question = two.page.getByRole("dialog", { name: "“Dear ones” was changed meanwhile" });
  await question.getByText("Cora Singh saved other filters, sorting or columns in it while you changed yours.").waitFor();
  await question.getByRole("button", { name: "Save mine as another…" }).click();
  await two.page.getByRole("textbox", { name: "Name" }).fill("By name");
  await two.page.keyboard.press("Enter");
  await eventually(() => title(two.page), "By name");
  expect(search(two.page).get("sort")).toBe("customer");
  expect((await views(admin)).map((view) => [view.name, new URLSearchParams(view.query).get("sort")])).toEqual([["By name", "customer"], ["Dear ones", null]]);

  // An old link shows what it showed, and says that the view is another by now.
  await two.page.goto(link);
  await rows(two.page).first().waitFor();
  expect(search(two.page).get("sort")).toBe("-total");
  await state(two.page).getByText("Edited").waitFor();
  // Saved by it, nothing of the newer one is lost unasked.
  await state(two.page).getByRole("button", { name: "Save", exact: true }).click();
  await question.getByText("Cora Singh saved other filters, sorting or columns in it while you changed yours.").waitFor();
  await two.page.keyboard.press("Escape");
  await question.waitFor({ state: "detached" });
  await state(two.page).getByRole("button", { name: "Reset" }).click();
  await eventually(() => search(two.page).get("sort"), null);
  // Who only looks is told, and nothing moves by itself.
  await sortBy(page, "Total");
  await state(page).getByRole("button", { name: "Save", exact: true }).click();
  await state(two.page).getByText("Cora Singh has changed this view.").waitFor();
  expect(search(two.page).get("sort")).toBeNull();
  await state(two.page).getByRole("button", { name: "Show theirs" }).click();
  await eventually(() => search(two.page).get("sort"), "-total");

  // Deleted by the one, it stays on the other's screen, and comes back.
  await page.getByRole("button", { name: "This view", exact: true }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await two.page.getByText("The saved view that this address names was deleted, or is not shared with you. What it showed is here all the same.").waitFor();
  expect(search(two.page).get("sort")).toBe("-total");
  await page.getByRole("button", { name: "Undo" }).click();
  await eventually(() => title(two.page), "Dear ones");
  await eventually(() => title(page), "Dear ones");
  expect([...one.complaints, ...two.complaints]).toEqual([]);
  await one.context.close();
  await two.context.close();
});

it("a view of somebody who left is still there, under their name, on a phone as well [L5.22, L5.25, L5.26]", async () => {
  const leaver = await desk.tenant.addPerson("csr", "Lea Ver");
  const retired = desk.status("Incomplete");
  await leaver.call("views", { method: "POST", body: { name: "What Lea watched, with a name that is too long for any phone", shared: true, query: `status=${retired}` } });
  await retirePerson(desk.tenant.db, leaver.id);
  await desk.tenant.db.query({ sql: "UPDATE order_status SET active = 0 WHERE org_id = :org AND id = :id", args: { id: retired } });
  const { page, context, complaints } = await openGrid(desk, desk.tenant.people.viewer, "", { width: 390 });
  await bar(page).getByRole("button", { name: "Views" }).click();
  const panel = page.getByRole("dialog", { name: "Saved views" });
  await panel.getByText("Lea Ver, who left").waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await panel.getByRole("link", { name: /What Lea watched/u }).click();
  await eventually(() => title(page), "What Lea watched, with a name that is too long for any phone");
  await page.getByRole("list", { name: "Filters" }).getByText("Incomplete").waitFor();
  await page.getByText("“Incomplete” is a retired status: no order gets it any more, but those that have it are found.").waitFor();
  expect(await overflow(page)).toBe(0);
  await page.getByRole("button", { name: "This view", exact: true }).click();
  await page.getByText("It is Lea Ver's. Save yours under another name.").first().waitFor();
  await page.keyboard.press("Escape");
  expect(await seriousFindings(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await context.close();
});
