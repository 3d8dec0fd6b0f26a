import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import * as v from "valibot";
import { unstable_readConfig } from "wrangler";
import { buildWeb } from "./build.ts";
import { migrateEnvironment } from "./migrate.ts";
import { packageDir, root } from "./paths.ts";

const configSchema = v.object({
  vars: v.object({ DATABASE_URL: v.string(), CONTROL_DATABASE_URL: v.string() }),
});

/** The databases that the worker will use stand in wrangler.toml; only the tokens are secret. */
function takeDatabasesFromConfig(): void {
  const config: unknown = unstable_readConfig({ config: join(root, "wrangler.toml") });
  const urls = v.parse(configSchema, config).vars;
  if (urls.DATABASE_URL.includes(".example.")) {
    throw new Error(
      "wrangler.toml still names example databases: write your own DATABASE_URL, CONTROL_DATABASE_URL and PUBLIC_URL under [vars] first.",
    );
  }
  for (const token of ["DATABASE_TOKEN", "CONTROL_DATABASE_TOKEN"]) {
    if (!process.env[token]) throw new Error(`Set ${token} in the environment: the migrations need it.`);
  }
  Object.assign(process.env, urls);
}

try {
  takeDatabasesFromConfig();
  await buildWeb(join(root, "web/dist"));
  // Before the worker that expects the new tables; the old one goes on writing (see README).
  await migrateEnvironment();
  const wrangler = spawn(
    process.execPath,
    [join(packageDir("wrangler"), "bin/wrangler.js"), "deploy", ...process.argv.slice(2)],
    { cwd: root, stdio: "inherit" },
  );
  const exit: unknown[] = await once(wrangler, "exit");
  if (exit[0] !== 0) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
