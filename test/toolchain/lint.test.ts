import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packageDir, root } from "../../scripts/paths.ts";

const run = promisify(execFile);

/** One planted violation: which rule must speak about which file. */
interface Plant {
  readonly title: string;
  readonly code: string;
  readonly files: Readonly<Record<string, string>>;
}

const direction = "eslint(no-restricted-imports)";

const plants: readonly Plant[] = [
  {
    title: "a promise that nobody awaits",
    code: "typescript(no-floating-promises)",
    files: { "worker/floating.ts": "export function go(): void {\n  fetch('/');\n}\n" },
  },
  {
    title: "an explicit any",
    code: "typescript(no-explicit-any)",
    files: { "domain/explicit.ts": "export const explicit = (value: any): unknown => value;\n" },
  },
  {
    title: "an any that came from elsewhere",
    code: "typescript(no-unsafe-assignment)",
    files: { "db/unsafe.ts": "export const unsafe: string = JSON.parse('1');\n" },
  },
  {
    title: "an assertion that silences the compiler",
    code: "typescript(consistent-type-assertions)",
    files: { "domain/silenced.ts": "export const silenced = (n: unknown): number => n as number;\n" },
  },
  {
    title: "a type error",
    code: "typescript(TS2322)",
    files: { "web/wrong.tsx": "export const wrong: number = 'three';\n" },
  },
  {
    title: "an element of an array taken for granted",
    code: "typescript(TS2322)",
    files: { "domain/first.ts": "export const first = (list: string[]): string => list[0];\n" },
  },
  {
    title: "a circle of imports",
    code: "import(no-cycle)",
    files: {
      "domain/circle-a.ts": "import { b } from './circle-b.ts';\nexport const a = (): number => b();\n",
      "domain/circle-b.ts": "import { a } from './circle-a.ts';\nexport const b = (): number => a();\n",
    },
  },
  {
    title: "a default export",
    code: "import(no-default-export)",
    files: { "domain/default.ts": "export default function anything(): number {\n  return 1;\n}\n" },
  },
  {
    title: "the console in the worker",
    code: "eslint(no-console)",
    files: { "worker/talks.ts": "export function talk(): void {\n  console.log('hello');\n}\n" },
  },
  {
    title: "a framework in the domain",
    code: direction,
    files: { "domain/frame.ts": "import { Hono } from 'hono';\nexport const app = new Hono();\n" },
  },
  {
    title: "the domain that knows the database",
    code: direction,
    files: { "domain/up.ts": "import { here } from '../db/clean.ts';\nexport const up = here;\n" },
  },
  {
    title: "the database that knows the worker",
    code: direction,
    files: { "db/up.ts": "import { there } from '../worker/clean.ts';\nexport const up = there;\n" },
  },
  {
    title: "the worker that knows the web",
    code: direction,
    files: { "worker/up.ts": "import { seen } from '../web/clean.ts';\nexport const up = seen;\n" },
  },
  {
    title: "the web that runs code of the worker",
    code: direction,
    files: { "web/runs.ts": "import { there } from '../worker/clean.ts';\nexport const runs = there;\n" },
  },
  {
    title: "the web that loads the database on demand",
    code: direction,
    files: { "web/demand.ts": "export const demand = () => import('../db/clean.ts');\n" },
  },
];

/** What must pass: the directions that are allowed, one of them by types only. */
const clean: Readonly<Record<string, string>> = {
  "domain/clean.ts": "import * as v from 'valibot';\nexport const text = v.string();\n",
  "db/clean.ts": "import { text } from '../domain/clean.ts';\nexport const here = text;\n",
  "worker/clean.ts":
    "import { here } from '../db/clean.ts';\nexport const there = here;\nexport type State = DurableObjectState;\n",
  "web/clean.ts":
    "import type { there } from '../worker/clean.ts';\nimport { text } from '../domain/clean.ts';\nexport const seen = text;\nexport type There = typeof there;\nexport const title = (): string => document.title;\n",
};

const reportSchema = v.object({
  diagnostics: v.array(v.object({ code: v.optional(v.string(), ""), filename: v.string() })),
});

let dir = "";
let found: { code: string; filename: string }[] = [];

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "quayside-lint-"));
  const parts = ["base", "worker", "web", "node"].map((part) => `tsconfig.${part}.json`);
  for (const name of [".oxlintrc.json", "tsconfig.json", ...parts]) {
    await cp(join(root, name), join(dir, name));
  }
  await symlink(join(root, "node_modules"), join(dir, "node_modules"));
  const files = [clean, ...plants.map((plant) => plant.files)].flatMap((some) => Object.entries(some));
  for (const [name, content] of files) {
    await mkdir(dirname(join(dir, name)), { recursive: true });
    await writeFile(join(dir, name), content);
  }
  const oxlint = join(packageDir("oxlint"), "bin/oxlint");
  const args = ["--type-aware", "--type-check", "--format", "json", "domain", "db", "worker", "web"];
  // It ends with an error, as it must with so much planted; what it says is judged below.
  const output = await run(process.execPath, [oxlint, ...args], { cwd: dir }).then(
    ({ stdout }) => stdout,
    (error: unknown) => (error instanceof Error && "stdout" in error ? String(error.stdout) : ""),
  );
  found = v.parse(v.pipe(v.string(), v.parseJson(), reportSchema), output).diagnostics;
});

afterAll(async () => {
  await rm(dir, { recursive: true, force: true });
});

describe("the check catches", () => {
  it.each(plants.map((plant) => [plant.title, plant] as const))("%s [RUN.11]", (_, { code, files }) => {
    const names = Object.keys(files);
    const codes = found.filter(({ filename }) => names.includes(filename)).map((one) => one.code);
    expect(codes).toContain(code);
  });
});

it("the check lets pass what the rules allow, types of the worker in the web among it [RUN.11]", () => {
  const names = Object.keys(clean);
  expect(found.filter(({ filename }) => names.includes(filename))).toEqual([]);
});
