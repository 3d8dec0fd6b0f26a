import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { build } from "../../scripts/build.ts";
import { freePort } from "../../scripts/port.ts";
import { launch, launchIn, type Launched, named } from "../harness/launcher.ts";
import { descendants, survivors } from "../harness/processes.ts";

const ready = /Quayside is ready at (http:\/\/127\.0\.0\.1:(\d+)) \(([\d.]+) s\)/;

let dataDir = "";
let running: Launched[] = [];

function start(port: number): Launched {
  const env = { QUAYSIDE_DATA: dataDir, PORT: String(port) };
  const launched = launch("start.ts", env, ["--no-demo"]);
  running.push(launched);
  return launched;
}

beforeAll(async () => {
  await build();
});

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "quayside-launcher-"));
});

afterEach(async () => {
  for (const { process: child, pid } of running) {
    child.kill("SIGTERM");
    if ((await survivors([pid])).length > 0) child.kill("SIGKILL");
  }
  running = [];
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

describe("npm start", () => {
  it("answers at the address that it prints [RUN.1]", async () => {
    const [, url] = await start(await freePort()).said(ready);
    const health = await fetch(`${url}/api/v1/health`);
    expect(health.status).toBe(200);
  });

  it("says in one sentence that the port is taken, and runs on another [RUN.2]", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const address = other.address();
    const taken = typeof address === "object" && address !== null ? address.port : 0;
    try {
      const launched = start(taken);
      const [, url, port] = await launched.said(ready);
      expect(port).not.toBe(String(taken));
      expect(launched.output()).toContain(
        `Port ${taken} is taken by another program, so this runs on ${port}.\n`,
      );
      expect((await fetch(`${url}/api/v1/health`)).status).toBe(200);
    } finally {
      other.close();
    }
  });

  it("ends every part on Ctrl-C, says so in one sentence, and frees the port [RUN.3]", async () => {
    const port = await freePort();
    const launched = start(port);
    await launched.said(ready);
    const parts = descendants(launched.pid);
    expect(parts.length).toBeGreaterThanOrEqual(3);
    // A terminal signals the whole group, and npm signals its child once more.
    process.kill(-launched.pid, "SIGINT");
    launched.process.kill("SIGINT");
    expect(await launched.exitCode()).toBe(0);
    expect(launched.output().trim()).toMatch(/Quayside has ended\.$/);
    expect(await survivors(parts)).toEqual([]);
    expect(await freePort(port)).toBe(port);
  });

  it("leaves neither database nor worker behind when it is killed outright, and starts again [RUN.4]", async () => {
    const port = await freePort();
    const first = start(port);
    await first.said(ready);
    const parts = descendants(first.pid);
    first.process.kill("SIGKILL");
    expect(await survivors(parts)).toEqual([]);
    const [, , again] = await start(port).said(ready);
    expect(again).toBe(String(port));
  });

  it.runIf(process.platform === "linux").each(["/sqld", "/workerd"])(
    "ends all parts with one sentence when %s crashes [RUN.5]",
    async (program) => {
      const launched = start(await freePort());
      await launched.said(ready);
      const parts = descendants(launched.pid);
      process.kill(named(parts, program), "SIGKILL");
      expect(await launched.exitCode()).toBe(1);
      expect(launched.output().trim()).toMatch(
        /The (database|worker) ended by itself \(SIGKILL\)\. All other parts are ended too\.$/,
      );
      expect(await survivors(parts)).toEqual([]);
    },
  );

  it("ends when the npm that started it dies without a word [RUN.17]", async () => {
    const env = { QUAYSIDE_DATA: dataDir, PORT: String(await freePort()), npm_lifecycle_event: "start" };
    const shell = launchIn("sh", ["-c", `"${process.execPath}" scripts/run.mjs start.ts --no-demo; true`], env);
    running.push(shell);
    await shell.said(ready);
    const parts = descendants(shell.pid);
    expect(parts.length).toBeGreaterThanOrEqual(4);
    shell.process.kill("SIGKILL");
    expect(await survivors(parts)).toEqual([]);
  });

  it("refuses data that another one works in, and tells where that one is [RUN.6]", async () => {
    const [, url] = await start(await freePort()).said(ready);
    const second = start(await freePort());
    expect(await second.exitCode()).toBe(1);
    expect(second.output().trim()).toBe(`Quayside is already running on this data, at ${url}.`);
  });

  it("keeps its secret, so that sessions outlive a restart, and starts within seconds [RUN.7]", async () => {
    const first = start(await freePort());
    await first.said(ready);
    const secret = await readFile(join(dataDir, "auth-secret"), "utf8");
    first.process.kill("SIGTERM");
    expect(await first.exitCode()).toBe(0);
    const [, , , seconds] = await start(await freePort()).said(ready);
    console.log(`second start: ${seconds} s`);
    expect(await readFile(join(dataDir, "auth-secret"), "utf8")).toBe(secret);
  });
});

describe("npm run reset", () => {
  it("refuses while the data is in use and removes all of it afterwards [RUN.8]", async () => {
    const first = start(await freePort());
    const [, url] = await first.said(ready);
    const refused = launch("reset.ts", { QUAYSIDE_DATA: dataDir });
    expect(await refused.exitCode()).toBe(1);
    expect(refused.output()).toContain(`Quayside is running on this data, at ${url}: end it first`);
    expect(existsSync(dataDir)).toBe(true);
    first.process.kill("SIGTERM");
    await first.exitCode();
    expect(await launch("reset.ts", { QUAYSIDE_DATA: dataDir }).exitCode()).toBe(0);
    expect(existsSync(dataDir)).toBe(false);
  });
});

it("an old Node gets one sentence in place of a riddle [RUN.12]", async () => {
  const env = {
    NODE_OPTIONS:
      "--import=data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.1.0'}})",
  };
  const launched = launch("reset.ts", { ...env, QUAYSIDE_DATA: dataDir });
  expect(await launched.exitCode()).toBe(1);
  expect(launched.output().trim()).toMatch(/^Quayside needs Node 22\.18 or newer [^\n]+$/);
});
