import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BEHIND_FOR_MS, BEHIND_LIMIT, COALESCE_MS } from "../../../domain/live.ts";
import { openDesk, openStack, seqs } from "./room-harness.ts";

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
    const desk = await openDesk(stack);
    const [good, stuck] = [await desk.listen(), await desk.listen(desk.tenant.people.csr2)];
    /** Milliseconds until the good one hears, in the median of so many publications. */
    const median = async (count: number) => {
      const times: number[] = [];
      for (let i = 0; i < count; i++) {
        const publication = await desk.commit(20);
        const started = performance.now();
        await desk.room.publish(publication);
        await good.reaches(publication.to);
        times.push(performance.now() - started);
      }
      return times.sort((a, b) => a - b)[count / 2] ?? Number.POSITIVE_INFINITY;
    };
    const before = await median(40);
    await stuck.reaches(800);
    stuck.ws.pause();
    // On the same machine, whichever it is: as quick as before, give or take a turn of its own.
    expect(await median(100)).toBeLessThan(before * 4 + COALESCE_MS);
    expect(stuck.replica.seq).toBe(800);
    stuck.ws.resume();
    await stuck.reaches(2_800);
    expect(stuck.applied).toEqual(seqs(1, 2_800));
    desk.close();
  }, 40_000);
});
