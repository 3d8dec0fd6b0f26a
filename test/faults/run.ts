/**
 * `npm run faults -- --minutes 30 --seed N`: the history of `history/history.test.ts`, for as long
 * as it is told and with the dice that it is told. Without a seed each run throws others.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { packageDir, root } from "../../scripts/paths.ts";

const { values } = parseArgs({ options: { minutes: { type: "string", default: "5" }, seed: { type: "string" } } });
const minutes = Number(values.minutes);
const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
if (!(minutes > 0) || !Number.isSafeInteger(seed)) {
  console.error("Say how long and with which seed: npm run faults -- --minutes 30 --seed 7");
  process.exit(1);
}
const child = spawn(process.execPath, [join(packageDir("vitest"), "vitest.mjs"), "run", "test/faults/history/history.test.ts"], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, QUAYSIDE_FAULT_MINUTES: String(minutes), QUAYSIDE_FAULT_SEED: String(seed) },
});
const [code]: unknown[] = await once(child, "exit");
process.exitCode = typeof code === "number" ? code : 1;
