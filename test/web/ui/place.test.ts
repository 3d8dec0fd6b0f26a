import fc from "fast-check";
import { expect, it } from "vitest";
import { place } from "../../../web/ui/place.ts";

const viewport = { width: 400, height: 600 };

it("a list opens below its box, at its left edge [S6.14]", () => {
  expect(place({ left: 20, top: 100, width: 120, height: 28 }, { width: 200, height: 160 }, viewport)).toMatchObject({ side: "below", left: 20, top: 132 });
});

it("a list opens above when only there is room for it [S6.14]", () => {
  expect(place({ left: 20, top: 520, width: 120, height: 28 }, { width: 200, height: 160 }, viewport)).toMatchObject({ side: "above", top: 356 });
});

it("whatever the anchor, a box that fits is whole inside the viewport and does not cover the anchor [S6.14]", () => {
  const size = fc.record({ width: fc.integer({ min: 1, max: 380 }), height: fc.integer({ min: 1, max: 2000 }) });
  const anchor = fc.record({
    left: fc.integer({ min: 0, max: 390 }),
    top: fc.integer({ min: 30, max: 540 }),
    width: fc.integer({ min: 1, max: 300 }),
    height: fc.integer({ min: 1, max: 30 }),
  });
  fc.assert(
    fc.property(anchor, size, fc.constantFrom("start" as const, "center" as const), (from, box, align) => {
      const at = place(from, box, viewport, align);
      const height = Math.min(box.height, at.maxHeight);
      expect(at.left).toBeGreaterThanOrEqual(8);
      expect(at.left + box.width).toBeLessThanOrEqual(viewport.width - 8);
      expect(at.top).toBeGreaterThanOrEqual(8);
      expect(at.top + height).toBeLessThanOrEqual(viewport.height - 8);
      if (at.side === "below") expect(at.top).toBeGreaterThan(from.top + from.height);
      else expect(at.top + height).toBeLessThan(from.top);
    }),
  );
});
