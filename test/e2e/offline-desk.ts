import type { BrowserContext, Locator, Page } from "playwright-core";
import * as v from "valibot";
import { Change } from "../../domain/change.ts";
import { cell, eventually, rowByNumber, rows } from "./grid-desk.ts";
import type { GridDesk } from "./grid-desk.ts";
import { isLive } from "./order-desk.ts";

/** Saves of orders that are let through or not, while everything else of the page works. */
export interface Saves {
  /** Idempotency keys of all that were tried, in their order. */
  readonly tried: string[];
  /** Lets them through from now on, and tells the page, as a browser does when it finds a network. */
  release(page: Page): Promise<void>;
}

/** From now on no save of an order of this browser reaches the server, as when it is away. */
export async function holdSaves(context: BrowserContext): Promise<Saves> {
  let held = true;
  const tried: string[] = [];
  await context.route("**/orders/ord_*", async (route) => {
    const request = route.request();
    if (request.method() !== "PATCH") return route.fallback();
    tried.push(request.headers()["idempotency-key"] ?? "");
    return held ? route.abort("connectionrefused") : route.continue();
  });
  return {
    tried,
    async release(page) {
      held = false;
      await page.evaluate(() => dispatchEvent(new Event("online")));
    },
  };
}

/** What a page hears of changes by its socket, let through or kept back. The line itself goes on: its pings are answered. */
export interface Frames {
  readonly hold: () => void;
  /** Lets through what was kept back, in its order, and all that follows. */
  readonly release: () => void;
}

/** Of the sockets that the page opens from now on. */
export async function holdFrames(page: Page): Promise<Frames> {
  let held = false;
  const kept: (() => void)[] = [];
  await page.routeWebSocket(/\/live$/u, (socket) => {
    const room = socket.connectToServer();
    room.onMessage((frame) => {
      if (held && frame.toString().includes('"type":"changes"')) kept.push(() => socket.send(frame));
      else socket.send(frame);
    });
  });
  return {
    hold: () => (held = true),
    release() {
      held = false;
      for (const send of kept.splice(0)) send();
    },
  };
}

/** Waits for the code that comes after the first rows: without a line it cannot be fetched any more. */
export async function allFetched(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const names = performance.getEntriesByType("resource").map((entry) => entry.name);
    return ["cell-editor", "queue-panel", "dialog-panel"].every((part) => names.some((name) => name.includes(part)));
  });
}

/** Reloads the list and waits until it is there again. */
export async function again(page: Page): Promise<void> {
  await page.reload();
  await isLive(page);
  await rows(page).first().waitFor();
}

/** Types into a cell of the list and saves it. */
export async function typeReference(page: Page, number: string, text: string): Promise<void> {
  await cell(page, number, "reference").dblclick();
  await page.getByRole("textbox", { name: "Reference" }).fill(text);
  await page.keyboard.press("Enter");
}

export function waitingMark(page: Page, number: string, column = "reference"): Locator {
  return cell(page, number, column).getByLabel("Waiting for the connection");
}

/** The line in the frame that says how the connection stands and what waits. */
export function indicator(page: Page): Locator {
  return page.getByRole("status").filter({ hasText: /^(?:Live|Offline|Reconnecting)/u }).filter({ hasNotText: "What you see", visible: true });
}

export async function openPanel(page: Page): Promise<Locator> {
  await indicator(page).getByRole("button").click();
  const panel = page.getByRole("dialog", { name: "Edits that are not saved yet" });
  await panel.waitFor();
  return panel;
}

/** What the log has of an order after it was placed: the values that each change set in this field. */
export async function logged(desk: GridDesk, number: string, field = "reference"): Promise<unknown[]> {
  const { id } = await rowByNumber(desk, number);
  const answer = await desk.tenant.people.csr.call(`orders/${id}/timeline`);
  const { items } = v.parse(v.object({ items: v.array(Change) }), await answer.json());
  return items.flatMap((change) => (change.patch[field] ? [change.patch[field][1]] : []));
}

/** Waits until the log of an order says exactly this. */
export async function expectLogged(desk: GridDesk, number: string, values: readonly unknown[], field = "reference"): Promise<void> {
  await eventually(() => logged(desk, number, field), values);
}

/** What this browser has stored of anybody's edits. */
export function stored(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open("quayside.offline-queue");
        opening.addEventListener("error", () => reject(opening.error ?? new Error("no database")));
        opening.addEventListener("success", () => {
          const db = opening.result;
          const counting = db.transaction("edit").objectStore("edit").count();
          counting.addEventListener("success", () => {
            db.close();
            resolve(counting.result);
          });
        });
      }),
  );
}
