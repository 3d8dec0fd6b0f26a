import { setTimeout as sleep } from "node:timers/promises";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CLIENT_FRAME_LIMIT, CLOSE, SWEEP_EVERY_MS } from "../../../domain/live.ts";
import { Problem } from "../../../domain/problem.ts";
import { LiveClient, liveOf } from "../../harness/live-client.ts";
import type { LiveClientOptions } from "../../harness/live-client.ts";
import { openDesk, openStack } from "./room-harness.ts";
import type { RoomDesk } from "./room-harness.ts";

async function refusal(options: LiveClientOptions): Promise<string> {
  const { body } = await LiveClient.refusal(options);
  return v.parse(Problem, JSON.parse(body)).code;
}

async function closeCode(client: LiveClient, ms?: number): Promise<number | undefined> {
  await client.until(() => client.closed !== null, "the end", ms);
  return client.closed?.code;
}

describe("who may listen", () => {
  let stack: Awaited<ReturnType<typeof openStack>>;
  let desk: RoomDesk;
  let other: RoomDesk;
  beforeAll(async () => {
    stack = await openStack();
    [desk, other] = [await openDesk(stack), await openDesk(stack)];
  });
  afterAll(() => stack[Symbol.asyncDispose]());

  it("is nobody without a session or key, and no member of another organization [N9.3, N9.4]", async () => {
    const ours = liveOf(desk.tenant, desk.tenant.people.csr);
    expect(await refusal({ ...ours, headers: { Origin: stack.url } })).toBe("unauthenticated");
    expect(await refusal({ ...ours, headers: liveOf(other.tenant, other.tenant.people.superadmin).headers })).toBe("not_found");
    expect(await refusal({ ...ours, headers: liveOf(other.tenant, other.tenant.script).headers })).toBe("not_found");
    expect(await refusal({ ...ours, address: ours.address.replace(desk.tenant.slug, "nobody-has-this") })).toBe("not_found");
  });

  it("is no page of another site, though the browser sends the cookie [N9.3]", async () => {
    for (const Origin of ["https://evil.example", "null"]) {
      expect(await refusal(liveOf(desk.tenant, desk.tenant.people.csr, { Origin }))).toBe("forbidden");
    }
  });

  it("is no script whose key lacks the scope [N9.3]", async () => {
    const narrow = await desk.tenant.addScript(["imports.run"]);
    expect(await refusal(liveOf(desk.tenant, narrow))).toBe("forbidden");
  });

  it("is decided by the worker: headers that claim to be its own change nothing [N9.3]", async () => {
    const badge = { orgId: other.tenant.orgId, userId: "usr_x", sessionId: null, apiKeyId: null, person: { id: "usr_x", name: "Mallory", initials: "M", color: "teal" } };
    const client = await LiveClient.open(liveOf(desk.tenant, desk.tenant.people.csr, { "X-Quayside-Badge": encodeURIComponent(JSON.stringify(badge)) }));
    expect([...client.people.values()].map((p) => p.name)).toEqual([desk.tenant.people.csr.name]);
    client.close();
  });

  it("sees nothing of another organization's changes [N9.4]", async () => {
    const client = await other.listen();
    await desk.room.publish(await desk.commit(3));
    await sleep(300);
    expect(client.replica.seq).toBe(0);
    expect(client.frames.every((f) => f.type === "welcome" || f.type === "presence")).toBe(true);
  });

  it("ends at once for every tab of a removed member, and for nobody else [N9.1]", async () => {
    const person = await desk.tenant.addPerson("csr");
    const [one, two, colleague] = [await desk.listen(person), await desk.listen(person), await desk.listen()];
    const started = performance.now();
    expect((await desk.tenant.people.superadmin.call(`members/${person.id}`, { method: "DELETE" })).status).toBe(204);
    expect(await closeCode(one)).toBe(CLOSE.revoked);
    expect(await closeCode(two)).toBe(CLOSE.revoked);
    // Not by a sweep.
    expect(performance.now() - started).toBeLessThan(SWEEP_EVERY_MS / 2);
    await colleague.until(() => ![...colleague.people.values()].some((p) => p.personId === person.id), "the colleague to leave");
    expect(colleague.closed).toBeNull();
    expect(await refusal(liveOf(desk.tenant, person))).toBe("not_found");
    colleague.close();
  });

  it("ends at once for a revoked key [N9.1]", async () => {
    const script = await desk.tenant.addScript(["orders.read"]);
    const client = await desk.listen(script);
    expect((await desk.tenant.people.superadmin.call(`api-keys/${script.id}`, { method: "DELETE" })).status).toBe(204);
    expect(await closeCode(client)).toBe(CLOSE.revoked);
  });

  it("ends within a sweep if the room was not told: member, session, key [N9.2]", async () => {
    const [member, guest] = [await desk.tenant.addPerson("csr"), await desk.tenant.addPerson("viewer")];
    const script = await desk.tenant.addScript(["orders.read"]);
    const clients = [await desk.listen(member), await desk.listen(guest), await desk.listen(script)];
    const colleague = await desk.listen();
    await desk.tenant.control.batch([
      { sql: "DELETE FROM auth_member WHERE user_id = :id AND organization_id = :org", args: { id: member.id, org: desk.tenant.orgId } },
      { sql: "UPDATE auth_session SET expires_at = 1 WHERE id = :id", args: { id: guest.sessionId } },
      { sql: "UPDATE auth_api_key SET enabled = 0 WHERE id = :id", args: { id: script.id } },
    ]);
    for (const client of clients) expect(await closeCode(client, SWEEP_EVERY_MS + 3_000)).toBe(CLOSE.revoked);
    expect(colleague.closed).toBeNull();
    colleague.close();
  }, 30_000);

  it.each([
    ["binary", Buffer.from([1, 2, 3])],
    ["no JSON", "hello"],
    ["JSON of another kind", JSON.stringify({ type: "welcome", seq: 1 })],
    ["a wrong type", JSON.stringify({ type: "hello", after: "7" })],
    ["a negative seq", JSON.stringify({ type: "ack", seq: -1 })],
    ["an oversized frame", JSON.stringify({ type: "hello", after: 0, padding: "x".repeat(CLIENT_FRAME_LIMIT) })],
    ["a megabyte", "x".repeat(1_000_000)],
  ])("does not go on after a frame that is %s, and the others do not notice [N5.9]", async (_what, data) => {
    const [bad, good] = [await desk.listen(), await desk.listen(desk.tenant.people.csr2)];
    bad.ws.send(data);
    expect(await closeCode(bad)).toBe(CLOSE.protocol);
    const publication = await desk.commit(1);
    await desk.room.publish(publication);
    await good.reaches(publication.to);
    good.close();
  });

  it("begins with hello: an ack before it is not of the protocol [N5.9]", async () => {
    const client = await desk.listen(undefined, { mute: true });
    client.send({ type: "ack", seq: 0 });
    expect(await closeCode(client)).toBe(CLOSE.protocol);
  });

  it("needs a WebSocket: a plain request is told so [N9.3]", async () => {
    const answer = await desk.tenant.people.csr.call("live");
    expect(answer.status).toBe(422);
  });
});
