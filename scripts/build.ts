import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, utimes } from "node:fs/promises";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import { buildDir, isProgram, packageDir, root } from "./paths.ts";

/** What a stack runs: both directories are immutable, a later build makes others. */
export interface Build {
  /** Directory of index.html and the hashed assets. */
  readonly webDir: string;
  /** Directory of the bundled worker's index.js and of options.json, the bindings of wrangler.toml. */
  readonly workerDir: string;
}

const run = promisify(execFile);

const webSources = ["web", "domain", "vite.config.ts", "tsconfig.base.json", "package-lock.json", "scripts/build.ts"];
const workerSources = [
  "worker",
  "db",
  "domain",
  "wrangler.toml",
  "tsconfig.base.json",
  "package-lock.json",
  "scripts/build.ts",
  "scripts/worker-options.ts",
];

async function filesUnder(path: string): Promise<string[]> {
  const info = await stat(path).catch(() => undefined);
  if (info === undefined) return [];
  if (info.isFile()) return [path];
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !relative(root, file).startsWith(join("web", "dist")));
}

async function hashOf(sources: readonly string[]): Promise<string> {
  const files = (await Promise.all(sources.map((source) => filesUnder(join(root, source))))).flat();
  const hash = createHash("sha256");
  for (const file of files.sort()) {
    hash.update(`${relative(root, file)}\0`).update(await readFile(file)).update("\0");
  }
  return hash.digest("hex").slice(0, 16);
}

/** Runs a tool of node_modules with this very Node; what it says is shown only if it fails. */
async function tool(script: string, args: string[]): Promise<void> {
  // A test runner's own NODE_ENV would make a development build of what the tests are to judge.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith("VITEST")),
  );
  try {
    await run(process.execPath, [script, ...args], {
      cwd: root,
      maxBuffer: 1 << 26,
      env: {
        ...env,
        NODE_ENV: "production",
        WRANGLER_HIDE_BANNER: "true",
        WRANGLER_SEND_METRICS: "false",
        WRANGLER_LOG_PATH: join(buildDir, "wrangler.log"),
      },
    });
  } catch (error) {
    const said =
      error instanceof Error && "stdout" in error && "stderr" in error
        ? `${String(error.stdout)}${String(error.stderr)}`
        : String(error);
    throw new Error(`${relative(root, script)} ${args[0] ?? ""} failed:\n${said}`, { cause: error });
  }
}

/** Bundles the web for production into the directory. */
export async function buildWeb(outDir: string): Promise<void> {
  await tool(join(packageDir("vite"), "bin/vite.js"), ["build", "--outDir", outDir, "--emptyOutDir"]);
}

/** Bundles the worker exactly as a deployment would, and keeps its bindings beside it. */
async function buildWorker(outDir: string): Promise<void> {
  const wrangler = join(packageDir("wrangler"), "bin/wrangler.js");
  // The assets are no part of the bundle; any directory that exists lets it be made without them.
  const bundle = ["deploy", "--dry-run", "--outdir", outDir, "--assets", "web"];
  await Promise.all([
    tool(join(root, "scripts/worker-options.ts"), [join(outDir, "options.json")]),
    tool(wrangler, bundle),
  ]);
}

/**
 * Makes `.build/<name>-<hash>` unless it is there. It is made aside and renamed into place, so
 * that a broken build leaves nothing and two builders at once do not see each other's halves.
 */
async function once(
  name: string,
  sources: readonly string[],
  make: (outDir: string) => Promise<void>,
): Promise<string> {
  const dir = join(buildDir, `${name}-${await hashOf(sources)}`);
  const now = new Date();
  const there = await utimes(dir, now, now).then(
    () => true,
    () => false,
  );
  if (there) return dir;
  const aside = join(buildDir, `making-${name}-${process.pid}-${Date.now()}`);
  await mkdir(aside, { recursive: true });
  try {
    await make(aside);
    await rename(aside, dir).catch(async (error: unknown) => {
      if ((await stat(dir).catch(() => undefined)) === undefined) throw error;
    });
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return dir;
}

/** Builds that nobody used for a day go; a running stack may still read from younger ones. */
async function prune(): Promise<void> {
  const dayAgo = Date.now() - 24 * 60 * 60 * 1000;
  for (const name of await readdir(buildDir)) {
    const path = join(buildDir, name);
    const info = await stat(path).catch(() => undefined);
    if (info?.isDirectory() === true && info.mtimeMs < dayAgo) {
      await rm(path, { recursive: true, force: true });
    }
  }
}

/** Only the worker: `npm run dev` serves the web from its sources. */
export async function buildWorkerOnly(): Promise<string> {
  await mkdir(buildDir, { recursive: true });
  return once("worker", workerSources, buildWorker);
}

/**
 * Builds what changed since the last time, by the contents of the sources.
 * @throws Error with the tool's own words if the sources do not build
 */
export async function build(): Promise<Build> {
  await mkdir(buildDir, { recursive: true });
  const [webDir, workerDir] = await Promise.all([
    once("web", webSources, buildWeb),
    once("worker", workerSources, buildWorker),
  ]);
  await prune();
  return { webDir, workerDir };
}

if (isProgram(import.meta.url)) {
  const started = performance.now();
  const { webDir, workerDir } = await build();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`Built ${relative(root, webDir)} and ${relative(root, workerDir)} in ${seconds} s.`);
}
