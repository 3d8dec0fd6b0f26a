import { describe, expect, it } from "vitest";
import { stepOf } from "../../../web/orders/edit/step.ts";

const press = (key: string, over: object = {}) => ({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...over });
const shift = { shiftKey: true };

describe("the key that ends an edit", () => {
  it("after typing over a cell leads on as in a spreadsheet: Enter down, with Shift up, Tab to the side [L9.21]", () => {
    expect(stepOf(press("Enter"), { typed: true })).toEqual({ rows: 1, columns: 0 });
    expect(stepOf(press("Enter", shift), { typed: true })).toEqual({ rows: -1, columns: 0 });
    expect(stepOf(press("Tab"), { typed: true })).toEqual({ rows: 0, columns: 1 });
    expect(stepOf(press("Tab", shift), { typed: false })).toEqual({ rows: 0, columns: -1 });
  });

  it("of an editor that Enter, F2 or a double click opened stays at its cell [L9.21]", () => {
    expect(stepOf(press("Enter"), { typed: false })).toEqual({ rows: 0, columns: 0 });
    expect(stepOf(press("ArrowDown"), { typed: false, text: "line" })).toBeNull();
  });

  it("may be an arrow where it means nothing in the text: up and down in a line, right at its end [L9.21]", () => {
    expect(stepOf(press("ArrowDown"), { typed: true, text: "line" })).toEqual({ rows: 1, columns: 0 });
    expect(stepOf(press("ArrowUp"), { typed: true, text: "line" })).toEqual({ rows: -1, columns: 0 });
    expect(stepOf(press("ArrowRight"), { typed: true, text: "line", atEnd: true })).toEqual({ rows: 0, columns: 1 });
    expect(stepOf(press("ArrowRight"), { typed: true, text: "line", atEnd: false })).toBeNull();
    expect(stepOf(press("ArrowLeft"), { typed: true, text: "line", atEnd: true })).toBeNull();
    for (const text of [undefined, "lines"] as const) expect(stepOf(press("ArrowDown"), { typed: true, ...(text ? { text } : {}) })).toBeNull();
    expect(stepOf(press("ArrowDown", shift), { typed: true, text: "line" })).toBeNull();
  });

  it("is not Shift+Enter in a note, which begins a line [L9.15]", () => {
    expect(stepOf(press("Enter", shift), { typed: true, text: "lines" })).toBeNull();
    expect(stepOf(press("Enter"), { typed: true, text: "lines" })).toEqual({ rows: 1, columns: 0 });
  });
});
