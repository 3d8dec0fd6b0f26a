import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as v from "valibot";
import { readChanges, readHead } from "../../db/change.ts";
import type { Change } from "../../domain/change.ts";
import type { Order } from "../../domain/order.ts";
import { startStack } from "../../scripts/stack.ts";
import type { Stack } from "../../scripts/stack.ts";
import { changedBuild } from "../harness/changed-build.ts";
import type { Replacement } from "../harness/changed-build.ts";
import { liveOf } from "../harness/live-client.ts";
import { newShop, SavedAnswer } from "../harness/orders.ts";
import { newTenant } from "../harness/tenant.ts";
import type { Tenant, TestPerson } from "../harness/tenant.ts";
import { Follower } from "./follower.ts";
import { TcpProxy } from "./tcp-proxy.ts";

export interface Saved {
  readonly status: number;
  readonly seq: number | null;
  readonly order: Order | null;
  readonly text: string;
}

/** A running product whose lines can be made to fail: worker ↔ sqld by `database`, client ↔ worker by `front`. */
export interface FaultDesk extends AsyncDisposable {
  readonly stack: Stack;
  readonly tenant: Tenant;
  readonly database: TcpProxy;
  readonly front: TcpProxy;
  readonly place: () => Promise<Order>;
  /** One PATCH of an order's reference; null if no answer came. */
  readonly save: (order: Pick<Order, "id" | "version">, reference: string, key: string) => Promise<Saved | null>;
  /** Asks again under the same key until it is answered with success. */
  readonly saveSurely: (order: Pick<Order, "id" | "version">, reference: string, key: string) => Promise<Saved>;
  /** Listens through `front`, and comes back whatever happens. */
  readonly follow: (who?: TestPerson) => Promise<Follower>;
  readonly log: () => Promise<Change[]>;
}

/** @param replacements in the worker that it runs */
export async function openFaultDesk(replacements: readonly Replacement[] = []): Promise<FaultDesk> {
  const dataDir = await mkdtemp(join(tmpdir(), "quayside-faults-"));
  const opened: { database?: TcpProxy } = {};
  const stack = await startStack({
    dataDir,
    cron: false,
    ...(replacements.length === 0 ? {} : { build: await changedBuild(dataDir, replacements) }),
    databaseProxy: async (sqldUrl) => {
      opened.database = await TcpProxy.open(sqldUrl);
      return opened.database.url;
    },
  });
  const { database } = opened;
  if (!database) throw new Error("the stack asked for no proxy");
  const front = await TcpProxy.open(stack.url);
  const tenant = await newTenant({}, stack);
  const shop = await newShop(tenant);
  const followers: Follower[] = [];

  const save: FaultDesk["save"] = async (order, reference, key) => {
    try {
      const answer = await tenant.people.csr.call(`orders/${order.id}`, { method: "PATCH", body: { version: order.version, edit: { reference } }, key });
      const text = await answer.text();
      const saved = answer.ok ? v.parse(SavedAnswer, JSON.parse(text)) : null;
      return { status: answer.status, seq: saved?.seq ?? null, order: saved?.order ?? null, text };
    } catch {
      return null;
    }
  };

  return {
    stack,
    tenant,
    database,
    front,
    place: () => shop.place(),
    save,
    async saveSurely(order, reference, key) {
      for (let attempt = 0; attempt < 200; attempt++) {
        const saved = await save(order, reference, key);
        if (saved?.status === 200) return saved;
        if (saved !== null && saved.status < 500) throw new Error(`${saved.status}: ${saved.text}`);
        await sleep(50);
      }
      throw new Error("no answer in two hundred attempts");
    },
    async follow(who = tenant.people.viewer) {
      const live = liveOf(tenant, who);
      const follower = new Follower({ ...live, address: live.address.replace(stack.url, front.url) }, 0);
      followers.push(follower);
      await follower.reaches(await readHead(tenant.db));
      return follower;
    },
    async log() {
      const changes: Change[] = [];
      for (;;) {
        const page = await readChanges(tenant.db, changes.length, 1_000);
        changes.push(...page);
        if (page.length === 0) return changes;
      }
    },
    async [Symbol.asyncDispose]() {
      for (const follower of followers) await follower.stop();
      await front.close();
      await stack.stop();
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The references that were written, in the order of the log. */
export function references(changes: readonly Change[]): unknown[] {
  return changes.flatMap((c) => (c.patch["reference"] ? [c.patch["reference"][1]] : []));
}
