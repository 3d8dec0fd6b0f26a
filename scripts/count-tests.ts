import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { packageDir, root } from "./paths.ts";

/** Checks and tests, counted together; the last line of `npm test` is their sum. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
}

const vitestSchema = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  testResults: v.array(
    v.object({ status: v.string(), assertionResults: v.array(v.object({ status: v.string() })) }),
  ),
});

/**
 * Runs vitest and counts what its report says.
 * @param output `ignore` for a run whose own words nobody wants to read
 */
export async function countTests(args: readonly string[], output: "inherit" | "ignore"): Promise<Count> {
  const dir = await mkdtemp(join(tmpdir(), "quayside-report-"));
  const report = join(dir, "vitest.json");
  const script = join(packageDir("vitest"), "vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const child = spawn(process.execPath, [script, "run", ...reporters, ...args], {
    cwd: root,
    stdio: ["ignore", output, output],
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
