import { describe, expect, it } from "vitest";
import { spokenLimit } from "../../../web/order/spoken-limit.ts";

describe("a limit of a line", () => {
  it("is told with the organization's separators, and a code is left as it is [C2.3]", () => {
    expect(spokenLimit("Use at most 1000000.", "en-GB")).toBe("Use at most 1,000,000.");
    expect(spokenLimit("No product has the stock code 1000000.", "en-GB")).toBe("No product has the stock code 1000000.");
    expect(spokenLimit(undefined, "en-GB")).toBeUndefined();
  });
});
