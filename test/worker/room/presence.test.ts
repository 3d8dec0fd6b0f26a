import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Doing } from "../../../domain/live.ts";
import type { LiveClient } from "../../harness/live-client.ts";
import { openDesk, openStack } from "./room-harness.ts";

const editing: Doing = { orderId: "ord_1", field: "reference", mode: "editing" };

function names(client: LiveClient): string[] {
  return [...client.people.values()].map((p) => p.name).sort();
}

describe("presence", () => {
  let stack: Awaited<ReturnType<typeof openStack>>;
  beforeAll(async () => {
    stack = await openStack();
  });
  afterAll(() => stack[Symbol.asyncDispose]());

  it("shows who is here to who comes, and who comes to who is here [N2.1]", async () => {
    const desk = await openDesk(stack);
    const { csr, csr2 } = desk.tenant.people;
    const first = await desk.listen(csr);
    const second = await desk.listen(csr2);
    expect(names(second)).toEqual([csr.name, csr2.name].sort());
    await first.until(() => first.people.size === 2, "the second");
    expect(names(first)).toEqual(names(second));
    second.close();
    await first.until(() => first.people.size === 1, "the second to leave");
    desk.close();
  });

  it("says which order, which field and what they do there, as it changes [N2.2]", async () => {
    const desk = await openDesk(stack);
    const first = await desk.listen();
    const second = await desk.listen(desk.tenant.people.csr2);
    second.send({ type: "presence", doing: editing });
    const seen = () => first.people.get(second.welcome.clientId)?.doing;
    await first.until(() => seen()?.mode === "editing", "what the second does");
    expect(seen()).toEqual(editing);
    const third = await desk.listen(desk.tenant.people.viewer);
    expect(third.people.get(second.welcome.clientId)?.doing).toEqual(editing);
    desk.close();
  });

  it("names a script that listens with its key [N2.4]", async () => {
    const desk = await openDesk(stack);
    const first = await desk.listen();
    await desk.listen(desk.tenant.script);
    await first.until(() => first.people.size === 2, "the script");
    expect([...first.people.values()].find((p) => p.script)?.personId).toBe(desk.tenant.script.id);
    desk.close();
  });

  it("lets a client that vanished without a word go within ten seconds, while anyone is active [N2.3]", async () => {
    const desk = await openDesk(stack);
    const first = await desk.listen();
    const second = await desk.listen(desk.tenant.people.csr2);
    await first.until(() => first.people.size === 2, "the second");
    // Its last sign of life lies a moment back.
    second.ws.send("ping");
    await sleep(2_000);
    second.vanish();
    const vanished = performance.now();
    const active = setInterval(() => first.send({ type: "presence", doing: { ...editing, field: String(performance.now()) } }), 250);
    await first.until(() => first.people.size === 1, "the second to go", 12_000);
    clearInterval(active);
    const after = performance.now() - vanished;
    expect(after).toBeLessThan(10_000);
    expect(after).toBeGreaterThan(4_000);
    second.ws.terminate();
    desk.close();
  }, 40_000);

  it("of one organization is not seen in another [N9.4]", async () => {
    const [ours, theirs] = [await openDesk(stack), await openDesk(stack)];
    const first = await ours.listen();
    await theirs.listen();
    await sleep(500);
    expect(first.people.size).toBe(1);
    ours.close();
    theirs.close();
  });
});
