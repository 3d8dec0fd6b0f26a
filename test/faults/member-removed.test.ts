import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFaultDesk } from "./fault-desk.ts";
import type { FaultDesk } from "./fault-desk.ts";

describe("a member removed while connected", () => {
  let desk: FaultDesk;
  beforeAll(async () => {
    desk = await openFaultDesk();
  });
  afterAll(() => desk[Symbol.asyncDispose]());

  it("hears nothing that commits after the removal, while the others hear all [N9.1]", async () => {
    const leaver = await desk.tenant.addPerson("csr");
    const [gone, stays] = [await desk.follow(leaver), await desk.follow()];
    let order = await desk.place();
    const edit = async (reference: string) => {
      order = (await desk.saveSurely(order, reference, randomUUID())).order ?? order;
    };
    for (let i = 0; i < 20; i++) await edit(`before ${i}`);
    const removing = desk.tenant.people.superadmin.call(`members/${leaver.id}`, { method: "DELETE" });
    for (let i = 0; i < 20; i++) await edit(`meanwhile ${i}`);
    expect((await removing).status).toBe(204);
    for (let i = 0; i < 20; i++) await edit(`after ${i}`);

    const log = await desk.log();
    await stays.reaches(log.length);
    expect(stays.applied).toEqual(log.map((c) => c.seq));
    await expect.poll(() => gone.revoked).toBe(true);
    expect(gone.connections).toBe(1);
    expect(gone.changes.some((c) => String(c.patch["reference"]?.[1]).startsWith("after"))).toBe(false);
    expect(gone.applied).toEqual(log.slice(0, gone.applied.length).map((c) => c.seq));
  });

  it("does not come back after a restart, if the worker died before it told the room [N9.2]", async () => {
    const leaver = await desk.tenant.addPerson("csr");
    const [gone, stays] = [await desk.follow(leaver), await desk.follow()];
    const killed = desk.database.cutNext(/DELETE FROM auth_member/u, "before_answer", () => desk.stack.killWorker());
    await desk.tenant.people.superadmin.call(`members/${leaver.id}`, { method: "DELETE" }).catch(() => undefined);
    await killed;
    await desk.stack.restartWorker();
    await desk.place();
    const log = await desk.log();
    await stays.reaches(log.length);
    await expect.poll(() => gone.revoked, { timeout: 10_000 }).toBe(true);
    expect(gone.applied.length).toBeLessThan(log.length);
  });
});
