import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changedBuild } from "../harness/changed-build.ts";
import type { Replacement } from "../harness/changed-build.ts";
import { openFaultDesk, references } from "./fault-desk.ts";
import type { FaultDesk } from "./fault-desk.ts";

describe("a room that cannot take commits", () => {
  let desk: FaultDesk;
  beforeAll(async () => {
    desk = await openFaultDesk();
  });
  afterAll(() => desk[Symbol.asyncDispose]());

  const refusing = (code: string): Replacement => ({ place: /async commit\((\w+), (\w+)\) \{/u, instead: `$& if ($2.tell.length > 0) { ${code} }` });

  it.each([
    ["and says so before it wrote anything", refusing("throw new Error('no room');")],
    ["and says so after it wrote", refusing("await this.#commits.add($2, (parts) => databaseFor(tenantAddress(this.env), $1).writeAll(parts)); throw new Error('no room');")],
    ["or cannot tell of what it wrote", { place: /new Commits\(\((\w+)\) => this\.#tell\(\w+\)\)/u, instead: "new Commits(($1) => { if ($1.length > 0) throw new Error('no voice'); })" }],
  ])("%s costs nothing: each is written once, and told of [N5.52]", async (_how, broken) => {
    await desk.stack.reload(await changedBuild(desk.stack.dataDir, [broken]));
    const follower = await desk.follow();
    const orders = await Promise.all(Array.from({ length: 4 }, () => desk.place()));
    const wanted = orders.map(() => randomUUID());
    await Promise.all(orders.map(async (order, i) => expect((await desk.saveSurely(order, wanted[i] ?? "", randomUUID())).order?.version).toBe(order.version + 1)));
    const log = await desk.log();
    await follower.reaches(log.length);
    for (const reference of wanted) expect(references(log).filter((r) => r === reference)).toHaveLength(1);
    expect(follower.applied.slice(-orders.length)).toEqual(log.slice(-orders.length).map((c) => c.seq));
    await follower.stop();
  });
});
