import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { build } from "../../scripts/build.ts";
import { packageDir, root } from "../../scripts/paths.ts";

const run = promisify(execFile);

it("a deployment would carry every binding that the worker knows [RUN.10]", async () => {
  const { webDir } = await build();
  const outDir = await mkdtemp(join(tmpdir(), "quayside-deploy-"));
  try {
    const { stdout } = await run(
      process.execPath,
      [
        join(packageDir("wrangler"), "bin/wrangler.js"),
        "deploy",
        "--dry-run",
        "--outdir",
        outDir,
        "--assets",
        webDir,
      ],
      { cwd: root, env: { ...process.env, WRANGLER_SEND_METRICS: "false", NO_COLOR: "1" } },
    );
    for (const binding of [
      "ROOM (Room)",
      "JOBS (quayside-jobs)",
      "FILES (quayside-files)",
      "API_LIMIT (6000 requests/60s)",
      "ASSETS",
      "DATABASE_URL",
      "CONTROL_DATABASE_URL",
      "PUBLIC_URL",
    ]) {
      expect(stdout).toContain(`env.${binding}`);
    }
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
});

it("npm run deploy stops with one sentence while the configuration names example databases [RUN.10]", async () => {
  const failure = await run(process.execPath, ["scripts/run.mjs", "deploy.ts"], { cwd: root }).then(
    () => "",
    (error: unknown) => (error instanceof Error && "stderr" in error ? String(error.stderr) : ""),
  );
  expect(failure.trim()).toMatch(/^wrangler\.toml still names example databases: [^\n]+$/);
});
