import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import * as v from "valibot";
import { countTests } from "./count-tests.ts";
import type { Count } from "./count-tests.ts";
import { packageDir, root } from "./paths.ts";

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

const counts = [await check(), await countTests(process.argv.slice(2), "inherit")];
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
