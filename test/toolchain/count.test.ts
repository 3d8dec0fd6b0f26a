import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../../scripts/paths.ts";
import { launch } from "../harness/launcher.ts";

/** Runs of a project with these test files in place of ours; the checks are of this tree. */
async function lastLineOf(files: Record<string, string>): Promise<{ counted: number[]; code: number | null }> {
  const dir = await mkdtemp(join(tmpdir(), "quayside-count-"));
  try {
    await symlink(join(root, "node_modules"), join(dir, "node_modules"));
    await writeFile(join(dir, "none.ts"), "export default {};\n");
    for (const [name, content] of Object.entries(files)) {
      await writeFile(join(dir, name), `import { expect, it } from "vitest";\n${content}`);
    }
    const launched = launch("test.ts", { NO_COLOR: "1" }, ["--root", dir, "--config", "none.ts"]);
    const code = await launched.exitCode();
    const lines = launched.output().trim().split("\n");
    const [, passed, failed] = /^(\d+) passed, (\d+) failed$/.exec(lines.at(-1) ?? "") ?? [];
    const checks = (word: string): number =>
      lines.filter((line) => new RegExp(`^${word} {2}(Type check|Lint)$`).test(line)).length;
    expect(checks("passed") + checks("FAILED")).toBe(2);
    return { counted: [Number(passed) - checks("passed"), Number(failed) - checks("FAILED")], code };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

// Each run lints and checks the whole tree, which takes a minute where others work beside it.
describe("the last line of npm test", { timeout: 600_000 }, () => {
  it("counts what passed and what failed, a file that cannot be loaded among it [RUN.18]", async () => {
    const { counted, code } = await lastLineOf({
      "good.test.ts": "it('one', () => {}); it('two', () => {}); it.skip('not run', () => {});",
      "bad.test.ts": "it('three', () => {}); it('four', () => { expect(1).toBe(2); });",
      "broken.test.ts": "void expect; void it; throw new Error('not even loaded');",
    });
    expect(counted).toEqual([3, 2]);
    expect(code).toBe(1);
  });

  it("counts an error that no test caught as a failure [RUN.18]", async () => {
    const { counted, code } = await lastLineOf({
      "stray.test.ts": "it('one', () => { void Promise.reject(new Error('nobody waits')); });",
    });
    expect(counted).toEqual([1, 1]);
    expect(code).toBe(1);
  });
});
