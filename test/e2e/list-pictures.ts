import type { Seat } from "../harness/pages.ts";
import { nothingWentWrong } from "../harness/pages.ts";
import { picture } from "../harness/pages-picture.ts";
import { numbers, rows } from "./grid-desk.ts";
import { isLive } from "./order-desk.ts";

/** The list's other faces for the README: groups, a bulk action and the palette, as this person's browser shows them. */
export async function listPictures(seat: Seat, orders: string, theme: "light" | "dark"): Promise<void> {
  const { page } = seat;
  const heading = (name: string) => page.locator('[data-row^="group:"]').filter({ hasText: name });
  await page.goto(`${orders}?group=status`);
  await isLive(page);
  for (const name of ["Processing", "Awaiting Approval"]) await heading(name).click();
  await rows(page).nth(8).waitFor();
  await picture(page, `groups-${theme}.png`);

  await page.goto(`${orders}?quick=unpaid`);
  await isLive(page);
  await rows(page).first().waitFor();
  const [first = ""] = await numbers(page);
  await page.getByRole("checkbox", { name: `Select order ${first}` }).click();
  await page.getByRole("button", { name: /^All \d+|^Select all/u }).click();
  await page.keyboard.press("Alt+c");
  await page.getByRole("dialog").getByRole("option", { name: "Priya Raman" }).click();
  await page.getByRole("dialog").getByRole("button", { name: /\d+ orders$/u }).waitFor();
  await picture(page, `bulk-${theme}.png`);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Clear the selection" }).click();

  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: /^Find an order/u }).fill("un");
  await page.getByRole("group", { name: "Customers" }).waitFor();
  await picture(page, `palette-${theme}.png`);
  await page.keyboard.press("Escape");
  nothingWentWrong(seat);
}
