import type { Browser, Locator, Page } from "playwright-core";
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
