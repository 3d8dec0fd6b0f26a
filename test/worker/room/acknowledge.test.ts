import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BEHIND_FOR_MS, BEHIND_LIMIT, COALESCE_MS } from "../../../domain/live.ts";
import type { LiveClient } from "../../harness/live-client.ts";
import { openDesk, openStack, seqs } from "./room-harness.ts";
import type { RoomDesk } from "./room-harness.ts";

describe("a client that does not keep up", () => {
  let stack: Awaited<ReturnType<typeof openStack>>;
  beforeAll(async () => {
    stack = await openStack();
  });
  afterAll(() => stack[Symbol.asyncDispose]());

  it("is told to reset, then nothing until it says hello again; the others notice nothing [N5.8]", async () => {
    const desk = await openDesk(stack);
    const [good, slow] = [await desk.listen(), await desk.listen(desk.tenant.people.csr2, { mute: true })];
    slow.hello();
    await slow.until(() => slow.replica.greeted, "a welcome");
    let head = 0;
    const publish = async (count: number) => {
      const publication = await desk.commit(count);
      head = publication.to;
      await desk.room.publish(publication);
      await good.reaches(head);
    };
    for (let sent = 0; sent <= BEHIND_LIMIT; sent += 500) await publish(500);
    await publish(1);
    expect(slow.resets).toBe(0);
    await sleep(BEHIND_FOR_MS + 200);
    await publish(1);
    await slow.until(() => slow.resets === 1, "a reset");

    const frames = slow.frames.length;
    await publish(1);
    await sleep(300);
    expect(slow.frames).toHaveLength(frames);

    slow.hello();
    await slow.reaches(head);
    await publish(1);
    await slow.reaches(head);
    expect(slow.applied.slice(-2)).toEqual([head - 1, head]);
    expect(good.applied).toEqual(seqs(1, head));
    expect(good.resets).toBe(0);
    desk.close();
  }, 40_000);

  it("whose line is stuck does not slow the others down [N5.8]", async () => {
    const [desk, calm] = [await openDesk(stack), await openDesk(stack)];
    const [good, stuck] = [await desk.listen(), await desk.listen(desk.tenant.people.csr2)];
    const [free] = [await calm.listen(), await calm.listen(calm.tenant.people.csr2)];
    /** Milliseconds until this client of a room hears of a publication. */
    const heard = async (room: RoomDesk, by: LiveClient) => {
      const publication = await room.commit(20);
      const started = performance.now();
      await room.room.publish(publication);
      await by.reaches(publication.to);
      return performance.now() - started;
    };
    const median = (times: number[]) => times.sort((a, b) => a - b)[times.length / 2] ?? Number.POSITIVE_INFINITY;
    for (let i = 0; i < 40; i++) await heard(desk, good);
    await stuck.reaches(800);
    stuck.ws.pause();
    // In turns with a room in which nobody is stuck, so that both meet the same machine.
    const [beside, alone]: [number[], number[]] = [[], []];
    for (let i = 0; i < 100; i++) {
      alone.push(await heard(calm, free));
      beside.push(await heard(desk, good));
    }
    // As quick as there, give or take a turn of its own.
    expect(median(beside)).toBeLessThan(median(alone) * 4 + COALESCE_MS);
    expect(stuck.replica.seq).toBe(800);
    stuck.ws.resume();
    await stuck.reaches(2_800);
    expect(stuck.applied).toEqual(seqs(1, 2_800));
    desk.close();
    calm.close();
  }, 40_000);
});
