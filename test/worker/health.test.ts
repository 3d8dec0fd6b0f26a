import { expect, inject, it } from "vitest";

it("the worker says that it is well, and the site answers beside it [RUN.1]", async () => {
  const health = await fetch(`${inject("url")}/api/v1/health`);
  expect(health.status).toBe(200);
  const page = await fetch(`${inject("url")}/o/bettertools/orders`);
  expect(page.headers.get("content-type")).toContain("text/html");
});
