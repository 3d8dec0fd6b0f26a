import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commit } from "../../../db/commit.ts";
import type { NewChange } from "../../../db/commit.ts";
import { readChanges } from "../../../db/change.ts";
import type { Cause, Change } from "../../../domain/change.ts";
import type { Patch } from "../../../domain/order-rule.ts";
import type { JobProgress, Publication } from "../../../domain/live.ts";
import { startStack } from "../../../scripts/stack.ts";
import type { Stack } from "../../../scripts/stack.ts";
import { changedBuild } from "../../harness/changed-build.ts";
import type { Replacement } from "../../harness/changed-build.ts";
import { LiveClient, liveOf } from "../../harness/live-client.ts";
import { newTenant } from "../../harness/tenant.ts";
import type { Tenant, TestPerson, TestScript } from "../../harness/tenant.ts";

/** The room as the worker reaches it. */
interface RoomStub {
  publish(publication: Publication): Promise<void>;
  job(job: JobProgress): Promise<void>;
  revoke(whom: { userId?: string; sessionId?: string; apiKeyId?: string }): Promise<void>;
}

interface Bindings {
  readonly ROOM: { idFromName(name: string): unknown; get(id: unknown): RoomStub };
}

/** An organization whose log the test writes by itself, so that it decides which commits the room is told of, and when. */
export interface RoomDesk {
  readonly tenant: Tenant;
  readonly room: RoomStub;
  /** Commits `count` changes in one batch, past the worker. */
  readonly commit: (count: number, cause?: Cause, patch?: Patch) => Promise<Publication>;
  readonly listen: (who?: TestPerson | TestScript, options?: { mute?: boolean; after?: number | null }) => Promise<LiveClient>;
  /** Closes the clients that were opened. */
  readonly close: () => void;
}

/** @param replacements in the worker that it runs */
export async function openStack(replacements: readonly Replacement[] = []): Promise<Stack & AsyncDisposable> {
  const dataDir = await mkdtemp(join(tmpdir(), "quayside-room-"));
  const stack = await startStack({ dataDir, cron: false, ...(replacements.length === 0 ? {} : { build: await changedBuild(dataDir, replacements) }) });
  return {
    ...stack,
    async [Symbol.asyncDispose]() {
      await stack.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export async function openDesk(stack: Stack): Promise<RoomDesk> {
  const tenant = await newTenant({}, stack);
  const { ROOM } = await stack.bindings<Bindings>();
  const clients: LiveClient[] = [];
  return {
    tenant,
    room: ROOM.get(ROOM.idFromName(tenant.orgId)),
    async commit(count, cause = { kind: "request", id: randomUUID() }, patch = { reference: ["", "x"] }) {
      const changes = Array.from({ length: count }, (): NewChange => ({ kind: "order.edited", entity: "order", entityId: "ord_1", version: 1, patch, row: null, comment: "" }));
      const actor = { kind: "user" as const, id: tenant.people.csr.id, name: tenant.people.csr.name };
      const { from, to } = await commit(tenant.db, { key: randomUUID(), fingerprint: "", actor, cause, at: Date.now(), writes: [], changes, result: {} });
      if (cause.kind !== "request") return { from, to, cause };
      const items: Change[] = [];
      while (items.length < count) items.push(...(await readChanges(tenant.db, from - 1 + items.length, count - items.length)));
      return { from, to, items };
    },
    async listen(who = tenant.people.csr, options = {}) {
      const client = await LiveClient.open({ ...liveOf(tenant, who), ...options });
      clients.push(client);
      return client;
    },
    close() {
      for (const client of clients) client.close();
    },
  };
}

/** from…to */
export function seqs(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
