import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import * as v from "valibot";
import { packageDir, root } from "./paths.ts";

/** Checks and tests, counted together; the last line of `npm test` is their sum. */
interface Count {
  readonly passed: number;
  readonly failed: number;
}

const lintSchema = v.object({
  diagnostics: v.array(
    v.object({
      message: v.string(),
      code: v.optional(v.string(), "oxlint"),
      filename: v.optional(v.string(), "?"),
      labels: v.array(v.object({ span: v.object({ line: v.number(), column: v.number() }) })),
    }),
  ),
});

const vitestSchema = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  testResults: v.array(
    v.object({ status: v.string(), assertionResults: v.array(v.object({ status: v.string() })) }),
  ),
});

/** Type check and lint: one run of one tool, two checks. */
async function check(): Promise<Count> {
  const script = join(packageDir("oxlint"), "bin/oxlint");
  const child = spawn(
    process.execPath,
    [script, "--type-aware", "--type-check", "--format", "json"],
    { cwd: root, stdio: ["ignore", "pipe", "inherit"] },
  );
  const [output] = await Promise.all([text(child.stdout), once(child, "exit")]);
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), lintSchema), output);
  if (!parsed.success) {
    console.log(`The linter did not run:\n${output}`);
    return { passed: 0, failed: 2 };
  }
  const failed = new Set<string>();
  for (const { message, code, filename, labels } of parsed.output.diagnostics) {
    failed.add(/\(TS\d+\)/.test(code) ? "Type check" : "Lint");
    const at = labels[0]?.span;
    console.log(`${filename}:${at?.line ?? 0}:${at?.column ?? 0} ${message} ${code}`);
  }
  for (const name of ["Type check", "Lint"]) {
    console.log(`${failed.has(name) ? "FAILED" : "passed"}  ${name}`);
  }
  return { passed: 2 - failed.size, failed: failed.size };
}

async function vitest(): Promise<Count> {
  const dir = await mkdtemp(join(tmpdir(), "quayside-report-"));
  const report = join(dir, "vitest.json");
  const script = join(packageDir("vitest"), "vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const child = spawn(process.execPath, [script, "run", ...reporters, ...process.argv.slice(2)], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
  });
  const exit: unknown[] = await once(child, "exit");
  const content = await readFile(report, "utf8").catch(() => "");
  await rm(dir, { recursive: true, force: true });
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), vitestSchema), content);
  // A run that broke off before its report has failed as a whole.
  if (!parsed.success) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, testResults } = parsed.output;
  // A file that could not even be loaded, or whose hooks failed, has no failed test to be counted.
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  ).length;
  const failed = numFailedTests + brokenFiles;
  // An error outside of any test (a promise nobody awaited, the set-up) fails the run as well.
  return { passed: numPassedTests, failed: failed === 0 && exit[0] !== 0 ? 1 : failed };
}

const counts = [await check(), await vitest()];
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
