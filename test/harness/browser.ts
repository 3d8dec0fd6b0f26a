import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Browser, chromium } from "playwright-core";
import * as v from "valibot";
import { root } from "../../scripts/paths.ts";

const run = promisify(execFile);

interface Chromium {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Whether the binary finds every library that it is linked to; a bare machine may lack some. */
async function hasLibraries(binary: string): Promise<boolean> {
  const { stdout } = await run("ldd", [binary]).catch(() => ({ stdout: "not found" }));
  return !stdout.includes("not found");
}

/**
 * Unpacks the Chromium that came with npm into a directory of its version and user, once for all
 * runs. The package itself would unpack into a fixed place and take a half-unpacked file of another
 * process for a whole one, so it works aside here and is moved into place when it is complete.
 */
async function unpacked(): Promise<Chromium> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(
      "The browser that comes with npm runs on Linux x64 only: set CHROME_PATH to a Chrome or Chromium.",
    );
  }
  const manifest: unknown = JSON.parse(
    await readFile(join(root, "node_modules/@sparticuz/chromium/package.json"), "utf8"),
  );
  const { version } = v.parse(v.object({ version: v.string() }), manifest);
  const dir = join(tmpdir(), `quayside-chromium-${version}-${process.getuid?.() ?? 0}`);
  if (!existsSync(dir)) {
    const aside = await mkdtemp(join(tmpdir(), "quayside-chromium-making-"));
    const script = 'import chromium from "@sparticuz/chromium"; await chromium.executablePath();';
    await run(process.execPath, ["--input-type=module", "-e", script], {
      cwd: root,
      // The variable makes the package add the libraries that a bare machine lacks.
      env: { ...process.env, TMPDIR: aside, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x" },
    });
    await rename(aside, dir).catch(() => rm(aside, { recursive: true, force: true }));
  }
  const executablePath = join(dir, "chromium");
  // The fonts of the package, so that pictures are the same on a machine with others or none.
  const env = { FONTCONFIG_PATH: join(dir, "fonts") };
  if (await hasLibraries(executablePath)) return { executablePath, env };
  return { executablePath, env: { ...env, LD_LIBRARY_PATH: join(dir, "al2023/lib") } };
}

/**
 * A headless Chromium: CHROME_PATH if it is set, else the one that npm installed. It works as root
 * and in a container with a small /dev/shm. The caller closes it.
 */
export async function browser(): Promise<Browser> {
  const own = process.env["CHROME_PATH"];
  const { executablePath, env } =
    own === undefined ? await unpacked() : { executablePath: own, env: {} };
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  return chromium.launch({
    executablePath,
    headless: true,
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--font-render-hinting=none"],
    env: { ...inherited, ...env },
  });
}
