import { expect, it } from "vitest";
import { browser } from "../harness/browser.ts";

it("the browser of the tests comes with npm and runs two people at once [RUN.9]", async () => {
  await using chrome = await browser();
  const people = await Promise.all([chrome.newContext(), chrome.newContext()]);
  const titles = await Promise.all(
    people.map(async (person, index) => {
      const page = await person.newPage();
      await page.setContent(`<title>desk ${index}</title><p>hello</p>`);
      return page.title();
    }),
  );
  expect(titles).toEqual(["desk 0", "desk 1"]);
});
