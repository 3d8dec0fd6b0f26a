import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@libsql/client/web";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Stack, startStack, type StackOptions } from "../../scripts/stack.ts";
import { survivors } from "../harness/processes.ts";

let dataDir = "";
let stack: Stack | undefined;

async function open(options: Partial<StackOptions> = {}): Promise<Stack> {
  stack = await startStack({ dataDir, cron: false, ...options });
  return stack;
}

async function health(url: string): Promise<number> {
  return (await fetch(`${url}/api/v1/health`)).status;
}

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "quayside-stack-"));
});

afterEach(async () => {
  await stack?.stop();
  stack = undefined;
  await rm(dataDir, { recursive: true, force: true });
});

it("a worker that was killed comes back as another process at the same address [RUN.13]", async () => {
  const { url, killWorker, restartWorker, pids } = await open();
  const before = pids().worker ?? 0;
  expect(await health(url)).toBe(200);
  await killWorker();
  expect(await survivors([before])).toEqual([]);
  await expect(health(url)).rejects.toThrow();
  await restartWorker();
  expect(pids().worker).not.toBe(before);
  expect(await health(url)).toBe(200);
});

it("a database that was killed comes back at the same address with its rows [RUN.13]", async () => {
  const { sqldUrl, killSqld, restartSqld } = await open();
  const client = createClient({ url: sqldUrl });
  await client.batch(["CREATE TABLE kept (n)", "INSERT INTO kept VALUES (42)"], "write");
  await killSqld();
  await expect(client.execute("SELECT n FROM kept")).rejects.toThrow();
  await restartSqld();
  expect((await client.execute("SELECT n FROM kept")).rows[0]?.["n"]).toBe(42);
});

it("a second start on the same data finds the rows of the first [RUN.7]", async () => {
  const first = await open();
  await createClient({ url: first.sqldUrl }).batch(
    ["CREATE TABLE kept (n)", "INSERT INTO kept VALUES (42)"],
    "write",
  );
  await first.stop();
  const { sqldUrl } = await open();
  const { rows } = await createClient({ url: sqldUrl }).execute("SELECT n FROM kept");
  expect(rows[0]?.["n"]).toBe(42);
});

it("two stacks run side by side and only one of them loses its worker [RUN.13]", async () => {
  const one = await open();
  const otherDir = await mkdtemp(join(tmpdir(), "quayside-stack-"));
  const other = await startStack({ dataDir: otherDir, cron: false });
  try {
    expect(other.pids().worker).not.toBe(one.pids().worker);
    await one.killWorker();
    expect(await health(other.url)).toBe(200);
  } finally {
    await other.stop();
    await rm(otherDir, { recursive: true, force: true });
  }
});

it("a part that ends unasked is told of, one that was killed on purpose is not [RUN.5]", async () => {
  const { killWorker, restartWorker, pids, crashed } = await open();
  await killWorker();
  await restartWorker();
  expect(await Promise.race([crashed, Promise.resolve("quiet")])).toBe("quiet");
  process.kill(pids().worker ?? 0, "SIGKILL");
  expect(await crashed).toBe("The worker ended by itself (SIGKILL).");
});
