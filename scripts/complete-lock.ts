/**
 * Writes the builds for other platforms into package-lock.json that npm left out. npm drops an
 * optional package that the registry at hand does not hold (a mirror of some platforms only), and
 * then refuses its own lockfile: `npm ci` wants every one named. Run it after each `npm install`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { root } from "./paths.ts";

const entrySchema = v.looseObject({
  dev: v.optional(v.boolean()),
  devOptional: v.optional(v.boolean()),
  license: v.optional(v.string()),
  optionalDependencies: v.optional(v.record(v.string(), v.string()), {}),
});
const lockSchema = v.looseObject({ packages: v.record(v.string(), v.looseObject({})) });

const systems = /(?:^|-)(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)(?:-|$)/;
const processors = /-(arm64|arm|ia32|loong64|ppc64|riscv64|s390x|wasm32|x64)(?:-|$)/;

/** What the name of a platform build says of where it runs; without it npm would try it everywhere. */
function platformOf(name: string): { os?: string[]; cpu: string[]; libc?: string[] } {
  const cpu = processors.exec(name)?.[1];
  if (cpu === undefined) throw new Error(`${name} does not name a processor`);
  const os = systems.exec(name.replace(/^.*\//, ""))?.[1];
  const libc = os === "linux" ? (/musl/.test(name) ? "musl" : "glibc") : undefined;
  return {
    ...(os === undefined ? {} : { os: [os] }),
    cpu: [cpu],
    ...(libc === undefined ? {} : { libc: [libc] }),
  };
}

const file = join(root, "package-lock.json");
const content: unknown = JSON.parse(readFileSync(file, "utf8"));
const { packages } = v.parse(lockSchema, content);

let added = 0;
for (const [path, described] of Object.entries(packages)) {
  if (path === "") continue;
  const parent = v.parse(entrySchema, described);
  for (const [name, version] of Object.entries(parent.optionalDependencies)) {
    const nested = `${path}/node_modules/${name}`;
    const top = `node_modules/${name}`;
    if (nested in packages || top in packages) continue;
    if (!/^\d+\.\d+\.\d+/.test(version)) throw new Error(`${name} has no exact version: ${version}`);
    const { dev, devOptional, license } = parent;
    packages[top] = {
      version,
      ...platformOf(name),
      ...(dev === undefined ? {} : { dev }),
      ...(devOptional === undefined ? {} : { devOptional }),
      ...(license === undefined ? {} : { license }),
      optional: true,
    };
    added += 1;
  }
}

const sorted = Object.entries(packages).toSorted(([a], [b]) => a.localeCompare(b, "en"));
const completed = Object.assign({}, content, { packages: Object.fromEntries(sorted) });
writeFileSync(file, `${JSON.stringify(completed, null, 2)}\n`);
console.log(`${added} builds for other platforms added to package-lock.json.`);
