import { describe, expect, it } from "vitest";
import { gridAction } from "../../../web/orders/grid/grid-keys.ts";

const press = (key: string, over: object = {}) => ({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...over });

describe("keys in the grid", () => {
  it("a letter or a sign begins to edit where one may, and means nothing elsewhere [L9.2, L9.22]", () => {
    for (const key of ["d", "é", "5", "#", "(", "+", "-", "£", "'", "[", "🎁"]) expect(gridAction(press(key), true)).toEqual({ do: "edit", typed: key });
    for (const key of ["Dead", "Process", "Tab", "/", "?"]) expect(gridAction(press(key), true)).toBeNull();
    expect(gridAction(press("."), true)).toEqual({ do: "fresh" });
    expect(gridAction(press("d"), false)).toBeNull();
    expect(gridAction(press("#"), false)).toBeNull();
  });

  it("Enter edits a cell that can be edited, and opens the order from any other; with Ctrl it always opens [L9.2]", () => {
    expect(gridAction(press("Enter"), true)).toEqual({ do: "edit", typed: null });
    expect(gridAction(press("Enter"), false)).toEqual({ do: "open" });
    expect(gridAction(press("Enter", { ctrlKey: true }), true)).toEqual({ do: "open" });
  });

  it("moves and widens a column from its heading [L1.24]", () => {
    expect(gridAction(press("ArrowLeft", { altKey: true }), false, "columns")).toEqual({ do: "widenColumn", by: -1 });
    expect(gridAction(press("ArrowRight", { altKey: true, shiftKey: true }), false, "columns")).toEqual({ do: "moveColumn", by: 1 });
    expect(gridAction(press("ArrowRight", { altKey: true, ctrlKey: true }), false, "columns")).toBeNull();
  });

  it("leaves the browser's own chords alone [L9.2]", () => {
    for (const key of ["c", "f", "r", "t"]) expect(gridAction(press(key, { ctrlKey: true }), true)).toBeNull();
    expect(gridAction(press("ArrowLeft", { altKey: true }), true)).toBeNull();
  });

  it("opens and closes a group on its heading, and all of them from anywhere [L5.40]", () => {
    expect(["Enter", " ", "ArrowRight", "ArrowLeft"].map((key) => gridAction(press(key), false, "group"))).toEqual([null, null, true, false].map((open) => ({ do: "group", open })));
    expect(gridAction(press("ArrowDown"), false, "group")).toEqual({ do: "move", rows: 1, columns: 0, select: false });
    expect(gridAction(press("ArrowRight", { ctrlKey: true, shiftKey: true }), true)).toEqual({ do: "allGroups", open: true });
    expect(gridAction(press("x"), false, "group")).toBeNull();
  });
});
