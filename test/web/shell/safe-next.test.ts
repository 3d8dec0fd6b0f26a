import { expect, it } from "vitest";
import { safeNext } from "../../../web/session/safe-next.ts";

it("signing in leads back to the page that asked for it [S1.30]", () => {
  expect(safeNext("/o/bettertools/orders?status=pending")).toBe("/o/bettertools/orders?status=pending");
});

it.each(["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "", undefined, ["/a", "/b"]])("signing in never leads to another site: %j [S1.31]", (next) => {
  expect(safeNext(next)).toBe("/");
});
