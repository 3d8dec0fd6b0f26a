import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAround } from "../../domain/order-around.ts";
import type { Around } from "../../domain/order-around.ts";
import type { OrderPage, OrderWindow } from "../../domain/order-window.ts";
import { applyRow, cursorOf, extendWindow, openWindow } from "../../domain/order-window.ts";
import { Desk, LIMIT, ruleOf } from "./list-desk.ts";

const rule = ruleOf([], { field: "placed", dir: "desc" });

/** The newest come first; `single` ones are heard of, those of a job are not. */
function place(desk: Desk, window: OrderWindow, count: number, how: "single" | "job"): OrderWindow {
  let now = window;
  for (let i = 0; i < count; i++) {
    desk.write(desk.rows.size, {});
    const change = desk.log.at(-1);
    if (how === "single" && change) now = applyRow(now, change, rule).window;
  }
  return now;
}

/** @param waiting rows at the beginning that were not asked for yet */
function around(desk: Desk, window: OrderWindow, at: number, rows: number, waiting = 0): Promise<Around<OrderPage>> {
  return readAround(window, { eye: window.rows[at], rows, above: at - waiting, windowRows: LIMIT }, rule, (from) => {
    const answer = "after" in from ? desk.page(from.after, "after") : "before" in from ? desk.page(from.before, "before") : desk.page(null, from.end ? "before" : "after");
    return Promise.resolve({ answer, missed: [] });
  });
}

describe("reading again what is in sight", () => {
  it("finds the row at the upper edge again and fills the screen below it, however much came above [N7.20]", async () => {
    const numbers = fc.record({ orders: fc.integer({ min: 1, max: 30 }), parts: fc.integer({ min: 1, max: 4 }), singles: fc.integer({ min: 0, max: 12 }), job: fc.integer({ min: 0, max: 40 }), at: fc.nat({ max: 40 }), rows: fc.integer({ min: 1, max: 9 }) });
    await fc.assert(
      fc.asyncProperty(numbers, async ({ orders, parts, singles, job, at, rows }) => {
        const desk = new Desk(rule);
        let window = place(desk, { rows: [], parts: [] }, orders, "job");
        window = openWindow(desk.page(null, "after"), rule);
        for (let n = 1, cursor = cursorOf(window, "after"); cursor !== null && n < parts; cursor = cursorOf(window, "after"), n++) window = extendWindow(window, "after", desk.page(cursor, "after"), rule);
        window = place(desk, place(desk, window, singles, "single"), job, "job");
        const eye = window.rows[at % window.rows.length];

        const found = await around(desk, window, at % window.rows.length, rows);
        expect(found.window.rows).toEqual(desk.within(found.window));
        const position = found.window.rows.findIndex((r) => r.id === eye?.id);
        expect(position).toBeGreaterThanOrEqual(0);
        const below = desk.all().length - desk.all().findIndex((r) => r.id === eye?.id);
        expect(found.window.rows.length - position).toBeGreaterThanOrEqual(Math.min(rows, below));
        if (found.outgrown) expect(cursorOf(found.window, "before")).not.toBeNull();
      }),
    );
  });

  it("knows when the list has outgrown what it began with, and not when one has scrolled on [N7.24]", async () => {
    const desk = new Desk(rule);
    place(desk, { rows: [], parts: [] }, 3 * LIMIT, "job");
    let window = openWindow(desk.page(null, "after"), rule);
    window = place(desk, window, LIMIT, "job");
    expect(await around(desk, window, 0, 2)).toMatchObject({ outgrown: false });

    window = place(desk, window, 5 * LIMIT, "job");
    const { outgrown, window: found } = await around(desk, window, 0, 2);
    expect(outgrown).toBe(true);
    expect(cursorOf(found, "before")).not.toBeNull();

    // Also when the first part of the job was found, and waits above.
    let parted = openWindow(desk.page(null, "after"), rule);
    const seen = parted.rows[0];
    place(desk, parted, 2 * LIMIT, "job");
    parted = (await around(desk, parted, 0, 2)).window;
    const waiting = parted.rows.findIndex((row) => row.id === seen?.id);
    expect(waiting).toBe(2 * LIMIT);
    place(desk, parted, 2 * LIMIT, "job");
    expect(await around(desk, parted, waiting, 2, waiting)).toMatchObject({ outgrown: true });

    let longer = openWindow(desk.page(null, "after"), rule);
    for (let n = 1; n < 5; n++) longer = extendWindow(longer, "after", desk.page(cursorOf(longer, "after"), "after"), rule);
    expect(await around(desk, longer, longer.rows.length - 1, 1)).toMatchObject({ outgrown: false });
  });
});
