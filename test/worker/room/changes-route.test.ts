import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Change } from "../../../domain/change.ts";
import { bodyOf, problemOf } from "../../harness/answer.ts";
import { openDesk, openStack, seqs } from "./room-harness.ts";

const Answer = v.object({ items: v.array(Change), head: v.number() });

describe("the feed for scripts", () => {
  let stack: Awaited<ReturnType<typeof openStack>>;
  beforeAll(async () => {
    stack = await openStack();
  });
  afterAll(() => stack[Symbol.asyncDispose]());

  it("is read in pages without gaps until the head [A4.1]", async () => {
    const desk = await openDesk(stack);
    await desk.commit(25);
    const seen: number[] = [];
    for (let after = 0; ; ) {
      const page = await bodyOf(Answer, desk.tenant.script.call(`changes?after=${after}&limit=10`));
      seen.push(...page.items.map((c) => c.seq));
      expect(page.head).toBe(25);
      after = seen.at(-1) ?? 0;
      if (after === page.head) break;
    }
    expect(seen).toEqual(seqs(1, 25));
    expect((await bodyOf(Answer, desk.tenant.script.call("changes?after=25"))).items).toEqual([]);
    expect((await bodyOf(Answer, desk.tenant.script.call("changes?after=999"))).head).toBe(25);
  });

  it("needs the scope, and takes only numbers [A4.2]", async () => {
    const desk = await openDesk(stack);
    const narrow = await desk.tenant.addScript(["imports.run"]);
    expect((await problemOf(narrow.call("changes"))).code).toBe("forbidden");
    for (const query of ["after=-1", "after=1.5", "after=x", "limit=0", "limit=1001", "after=1e9"]) {
      expect((await problemOf(desk.tenant.script.call(`changes?${query}`))).code).toBe("invalid");
    }
  });
});
