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
    /** Where it keeps its secret and its logs. */
    dataDir: string;
  }
}

/** Starts the stack of the run; the function that it returns ends it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), "quayside-test-"));
  const stack = await startStack({ dataDir });
  project.provide("url", stack.url);
  project.provide("sqldUrl", stack.sqldUrl);
  project.provide("dataDir", dataDir);
  return async () => {
    await stack.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
