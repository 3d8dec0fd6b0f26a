import { describe, expect, it } from "vitest";
import { DEFAULT_VIEW, parseView, printView } from "../../../domain/filter-url.ts";
import type { View } from "../../../domain/filter-url.ts";
import type { SavedView } from "../../../domain/saved-view.ts";
import { openedMark, searchOf } from "../../../web/orders/views/opened-mark.ts";
import { openedView, savedText } from "../../../web/orders/views/view-address.ts";
import { ownerWords } from "../../../web/orders/views/owner-words.ts";

const owner = { id: "usr_a", name: "Ada", active: true };
const saved: SavedView = { id: "viw_1", name: "Late", shared: true, query: "quick=unpaid&sort=-total&columns=number%2Ctotal", version: 3, owner, updatedBy: "Ada", updatedAt: 0 };
const viewOf = (query: string): View => parseView(new URLSearchParams(query)).view;
const opened = (query: string, basis: { version: number; query: string } | null = null, views: readonly SavedView[] | null = [saved], version: number | null = 3) => openedView({ id: "viw_1", version }, views, viewOf(query), basis);

describe("the saved view that an address names", () => {
  it("is named beside all that it shows, so that the link needs nothing but itself [L5.20]", () => {
    expect(searchOf(saved.query, saved)).toBe("?quick=unpaid&sort=-total&columns=number%2Ctotal&view=viw_1.3");
    expect(searchOf("", null)).toBe("");
    expect(openedMark(searchOf("", saved))).toEqual({ id: "viw_1", version: 3 });
    expect(["", "?view=", "?view=viw_1", "?view=viw_1.x", "?view=viw_1.0"].map(openedMark)).toEqual([null, null, ...Array.from({ length: 3 }, () => ({ id: "viw_1", version: null }))]);
    expect(printView(viewOf(searchOf(saved.query, saved))).toString()).toBe(saved.query);
    expect(savedText(DEFAULT_VIEW, ["number", "total"])).toBe("columns=number%2Ctotal");
  });

  it("is the same, edited, or changed by a colleague while the address says what it said before [L5.21]", () => {
    expect(openedView(null, [saved], DEFAULT_VIEW, null)).toEqual({ kind: "none" });
    expect(opened(saved.query, null, null)).toEqual({ kind: "reading" });
    expect(opened(saved.query, null, [])).toEqual({ kind: "gone" });
    expect(opened("sort=-total&columns=number,total&quick=unpaid")).toMatchObject({ kind: "open", state: "same", version: 3 });
    expect(opened("quick=unpaid&columns=number,total")).toMatchObject({ state: "edited", version: 3 });
    // What one edits was based on the second version: saving must ask about the third.
    const basis = { version: 2, query: "quick=on_hold" };
    expect(opened("quick=on_hold", basis)).toMatchObject({ state: "newer", version: 2 });
    expect(opened("quick=on_hold&sort=total", basis)).toMatchObject({ state: "edited", version: 2 });
    // Renamed meanwhile: nothing of what shows has changed.
    expect(opened("quick=today", { version: 2, query: saved.query })).toMatchObject({ state: "edited", version: 2 });
  });

  it("is saved by an old link as by anybody who is behind: on the version that the link was made of, or the first if it does not tell [L5.24]", () => {
    expect(opened("quick=today", null, [saved], 2)).toMatchObject({ state: "edited", version: 2 });
    expect(opened("quick=today", null, [saved], null)).toMatchObject({ state: "edited", version: 1 });
    // Of a version that is not there the present one is as much as one can know.
    expect(opened("quick=today", null, [saved], 9)).toMatchObject({ version: 3 });
    // What one has seen here since counts more than the link.
    expect(opened("quick=today", { version: 3, query: saved.query }, [saved], 2)).toMatchObject({ version: 3 });
  });

  it("says whose it is, also when they have left [L5.22]", () => {
    expect(ownerWords(saved, "usr_a")).toBe("shared");
    expect(ownerWords({ ...saved, shared: false }, "usr_a")).toBe("only you");
    expect(ownerWords(saved, "usr_b")).toBe("Ada");
    expect(ownerWords({ ...saved, owner: { ...owner, active: false } }, "usr_b")).toBe("Ada, who left");
  });
});
