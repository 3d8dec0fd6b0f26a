import { randomUUID } from "node:crypto";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Problem } from "../../domain/problem.ts";
import { signIn } from "../harness/sign-in.ts";
import { TEST_PASSWORD } from "../harness/tenant.ts";
import { openFaultDesk, references } from "./fault-desk.ts";
import type { FaultDesk } from "./fault-desk.ts";

/** As long as somebody at a desk may be left without a word. */
const PATIENCE_MS = 45_000;

describe("a database that takes requests and never answers", () => {
  let desk: FaultDesk;
  beforeAll(async () => {
    desk = await openFaultDesk();
  });
  afterAll(() => desk[Symbol.asyncDispose]());

  it("is told of to who reads, saves or signs in; the save, sent again, is done once [SEC.77]", async () => {
    const { csr } = desk.tenant.people;
    const order = await desk.place();
    const key = randomUUID();
    desk.database.delay(10 * PATIENCE_MS);
    const asked = performance.now();
    const [read, signedIn, saved] = await Promise.all([csr.call("lookups"), signIn(desk.tenant, csr.email, TEST_PASSWORD), desk.save(order, "hung", key)]);
    expect(performance.now() - asked).toBeLessThan(PATIENCE_MS);
    for (const answer of [read, signedIn]) expect(v.parse(Problem, await answer.json()).code).toBe("unavailable");
    expect(saved?.status).toBe(503);

    desk.database.delay(0);
    desk.database.cutAll();
    expect((await desk.saveSurely(order, "hung", key)).order?.reference).toBe("hung");
    expect(references(await desk.log()).filter((r) => r === "hung")).toHaveLength(1);
  });
});
