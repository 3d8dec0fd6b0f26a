import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../../scripts/port.ts";
import { startStack } from "../../../scripts/stack.ts";
import type { Stack } from "../../../scripts/stack.ts";
import { changedBuild, shorter } from "../../harness/changed-build.ts";
import type { StackAddress } from "../../harness/tenant.ts";
import { TcpProxy } from "../tcp-proxy.ts";

/** A running product that everybody, browsers too, reaches by a line that can fail, and that reaches its database by another. */
export interface HistoryDesk extends AsyncDisposable {
  readonly stack: Stack;
  /** As its clients know it: the site is where `front` listens. */
  readonly address: StackAddress;
  readonly front: TcpProxy;
  readonly database: TcpProxy;
}

export async function openHistoryDesk(): Promise<HistoryDesk> {
  const dataDir = await mkdtemp(join(tmpdir(), "quayside-history-"));
  const port = await freePort();
  const front = await TcpProxy.open(`http://127.0.0.1:${port}`);
  const opened: { database?: TcpProxy } = {};
  const stack = await startStack({
    dataDir,
    port,
    cron: false,
    // Workers die all the time here, and their leases would only be waited for.
    build: await changedBuild(dataDir, [shorter("LEASE_MS", 5)]),
    // What is tested here is not how often one may ask.
    rateLimits: { API_LIMIT: 1_000_000_000 },
    vars: { PUBLIC_URL: front.url },
    databaseProxy: async (sqldUrl) => {
      opened.database = await TcpProxy.open(sqldUrl);
      return opened.database.url;
    },
  });
  const { database } = opened;
  if (!database) throw new Error("the stack asked for no proxy");
  return {
    stack,
    address: { url: front.url, sqldUrl: stack.sqldUrl, dataDir },
    front,
    database,
    async [Symbol.asyncDispose]() {
      await front.close();
      await stack.stop();
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
