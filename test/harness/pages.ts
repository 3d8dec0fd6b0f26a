import type { Browser, Locator, Page } from "playwright-core";
import { expect } from "vitest";
import * as v from "valibot";
import { openPage } from "../web/browser-page.ts";
import type { PageOptions, TestPage } from "../web/browser-page.ts";

/** A person at a browser of their own, who came in through the door. */
export interface Seat extends TestPage {
  readonly name: string;
  /** Answers that were no success since it was asked last, as “409 PATCH /api/…”; ids are cut out. */
  readonly refused: () => string[];
}

interface Guest {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** Signs in by the form at `/` and waits for the orders. What the browser complains of is kept, see `complaints`. */
export async function takeSeat(chrome: Browser, guest: Guest, options: PageOptions): Promise<Seat> {
  const opened = await openPage(chrome, options);
  const { context, page } = opened;
  // A loaded machine is slow, not broken.
  context.setDefaultTimeout(60_000);
  const refused: string[] = [];
  page.on("response", (response) => {
    if (response.status() < 400) return;
    const { pathname } = new URL(response.url());
    refused.push(`${response.status()} ${response.request().method()} ${pathname.replaceAll(/\/[a-z]{3}_[0-9a-z]+/gu, "/…")}`);
  });
  await page.goto("/");
  await page.getByLabel("E-mail").fill(guest.email);
  await page.getByLabel("Password").fill(guest.password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Orders" }).waitFor();
  // Said to who hears the page, and where Tab goes on from.
  await expect.poll(() => focused(page)).toBe("Orders");
  return { ...opened, name: guest.name, refused: () => refused.splice(0) };
}

/** What the person sees who uses nothing but the keyboard: the name of what has the focus. */
export async function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const at = document.activeElement;
    if (at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement || at instanceof HTMLSelectElement) return at.getAttribute("aria-label") ?? at.labels?.[0]?.textContent ?? "";
    return at?.getAttribute("aria-label") ?? at?.textContent ?? "";
  });
}

/** Opens the editor of a cell and replaces what stands there; Enter is the caller's. Its code may be on its way, so it is waited for. */
export async function typeInto(cell: Locator, text: string): Promise<void> {
  await cell.dblclick();
  await cell.page().getByRole("group", { name: /^Edit /u }).locator("input, textarea").first().fill(text);
}

/** Resolves when a colleague's face stands in the cell, with what the cell looked like at that moment; begin to wait before the colleague acts, since it passes. */
export async function markBy(seat: Seat, colleague: Seat, number: string, column: string): Promise<{ text: string; color: string | null; initials: string }> {
  const found = await seat.page.waitForFunction(
    ({ order, col, name }) => {
      const row = [...document.querySelectorAll("[data-row]")].find((one) => one.querySelector('[data-col="number"] a')?.textContent === order);
      const place = row?.querySelector(`[data-col="${col}"]`);
      const face = place?.querySelector(`[role="img"][aria-label="${name}"]`);
      if (!place || !face) return null;
      const initials = face.textContent ?? "";
      return { text: (place.textContent ?? "").slice(0, -initials.length), color: place.getAttribute("data-color"), initials };
    },
    { order: number, col: column, name: colleague.name },
    { timeout: 60_000 },
  );
  return v.parse(v.object({ text: v.string(), color: v.nullable(v.string()), initials: v.string() }), await found.jsonValue());
}

/** Nothing was thrown, nothing was complained of, and no answer failed but those named. */
export function nothingWentWrong(seat: Seat, refused: readonly string[] = []): void {
  expect(seat.complaints, `what the browser of ${seat.name} complained of`).toEqual([]);
  expect(seat.refused(), `answers to ${seat.name} that were no success`).toEqual(refused);
}

export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  // One after the other, as a hand does.
  // oxlint-disable-next-line no-await-in-loop
  for (const key of keys) await page.keyboard.press(key);
}
