import { randomUUID } from "node:crypto";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Problem } from "../../domain/problem.ts";
import { shorter } from "../harness/changed-build.ts";
import { signIn } from "../harness/sign-in.ts";
import { TEST_PASSWORD } from "../harness/tenant.ts";
import { openFaultDesk, references } from "./fault-desk.ts";
import type { FaultDesk } from "./fault-desk.ts";

/** All that is waited for takes a sixth of its time at work... */
const FASTER = 6;
const SHORTER = ["PATIENCE_MS", "GIVE_UP_MS", "LONGEST_WAIT_MS"].map((name) => shorter(name, FASTER));
/** ...where somebody may be left without a word for 45 seconds. */
const PATIENCE_MS = 45_000 / FASTER;

describe("a database that takes requests and never answers", () => {
  let desk: FaultDesk;
  beforeAll(async () => {
    desk = await openFaultDesk(SHORTER);
  });
  afterAll(() => desk[Symbol.asyncDispose]());

  it("is told of to who reads, saves or signs in; the saves, sent again, are done once [SEC.77]", async () => {
    const { csr } = desk.tenant.people;
    const orders = await Promise.all(Array.from({ length: 4 }, () => desk.place()));
    const wanted = orders.map((order, i) => ({ order, reference: `hung ${i}`, key: randomUUID() }));
    const over = Promise.withResolvers<void>();
    const hangs = Promise.withResolvers<void>();
    // The first of the saves is on its way then, and the others wait for it in the room.
    const cut = desk.database.cutNext(/INSERT INTO idempotency/u, "after_request", () => {
      desk.database.delay(10 * PATIENCE_MS);
      hangs.resolve();
      return over.promise;
    });
    const asked = performance.now();
    const saving = Promise.all(wanted.map(({ order, reference, key }) => desk.save(order, reference, key)));
    await hangs.promise;
    const [read, signedIn, saved] = await Promise.all([csr.call("lookups"), signIn(desk.tenant, csr.email, TEST_PASSWORD), saving]);
    expect(performance.now() - asked).toBeLessThan(PATIENCE_MS);
    for (const answer of [read, signedIn]) expect(v.parse(Problem, await answer.json()).code).toBe("unavailable");
    expect(saved.map((s) => s?.status)).toEqual([503, 503, 503, 503]);

    desk.database.delay(0);
    desk.database.cutAll();
    over.resolve();
    await cut;
    for (const { order, reference, key } of wanted) expect((await desk.saveSurely(order, reference, key)).order?.reference).toBe(reference);
    const written = references(await desk.log());
    expect(written).toHaveLength(wanted.length);
    expect(new Set(written)).toEqual(new Set(wanted.map((w) => w.reference)));
  });
});
