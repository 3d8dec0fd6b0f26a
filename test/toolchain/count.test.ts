import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { countTests } from "../../scripts/count-tests.ts";
import type { Count } from "../../scripts/count-tests.ts";
import { root } from "../../scripts/paths.ts";

/** A run of a project with these test files in place of ours. */
async function countOf(files: Record<string, string>): Promise<Count> {
  const dir = await mkdtemp(join(tmpdir(), "quayside-count-"));
  try {
    await symlink(join(root, "node_modules"), join(dir, "node_modules"));
    await writeFile(join(dir, "none.ts"), "export default {};\n");
    for (const [name, content] of Object.entries(files)) {
      await writeFile(join(dir, name), `import { expect, it } from "vitest";\n${content}`);
    }
    return await countTests(["--root", dir, "--config", "none.ts"], "ignore");
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

describe("what npm test counts", () => {
  it("is what passed and what failed, a file that cannot be loaded among it [RUN.18]", async () => {
    const counted = await countOf({
      "good.test.ts": "it('one', () => {}); it('two', () => {}); it.skip('not run', () => {});",
      "bad.test.ts": "it('three', () => {}); it('four', () => { expect(1).toBe(2); });",
      "broken.test.ts": "void expect; void it; throw new Error('not even loaded');",
    });
    expect(counted).toEqual({ passed: 3, failed: 2 });
  });

  it("is a failure also where no test caught an error [RUN.18]", async () => {
    const counted = await countOf({
      "stray.test.ts": "it('one', () => { void Promise.reject(new Error('nobody waits')); });",
    });
    expect(counted).toEqual({ passed: 1, failed: 1 });
  });
});
