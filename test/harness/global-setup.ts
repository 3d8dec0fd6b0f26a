import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startStack } from "../../scripts/stack.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the one stack that the whole run shares, on a fresh data directory. */
    url: string;
    /** Its libSQL server, for tests that look at the rows themselves. */
    sqldUrl: string;
  }
}

let shared: Promise<{ url: string; sqldUrl: string; stop: () => Promise<void> }> | undefined;
let users = 0;

async function open(): Promise<{ url: string; sqldUrl: string; stop: () => Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), "quayside-test-"));
  const stack = await startStack({ dataDir });
  return {
    url: stack.url,
    sqldUrl: stack.sqldUrl,
    async stop() {
      await stack.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** One stack for all projects of a run: vitest calls this once for each that names it. */
export async function setup(project: TestProject): Promise<void> {
  users += 1;
  shared ??= open();
  const { url, sqldUrl } = await shared;
  project.provide("url", url);
  project.provide("sqldUrl", sqldUrl);
}

export async function teardown(): Promise<void> {
  users -= 1;
  if (users > 0 || shared === undefined) return;
  const stack = await shared;
  shared = undefined;
  await stack.stop();
}
