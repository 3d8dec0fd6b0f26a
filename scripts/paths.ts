import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's root directory, whatever the current one is. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** Where `npm start` keeps everything that must outlive it; QUAYSIDE_DATA names another place. */
export const dataDir = resolve(process.env["QUAYSIDE_DATA"] ?? join(root, ".data"));

/** Built web and worker, named by the hash of their sources. */
export const buildDir = join(root, ".build");

const require = createRequire(import.meta.url);

/** The directory of an installed package; throws if it is not installed. */
export function packageDir(name: string): string {
  return dirname(require.resolve(`${name}/package.json`));
}

/** Whether the module of this `import.meta.url` is the program, not something that a program imports. */
export function isProgram(moduleUrl: string): boolean {
  return process.argv[1] === fileURLToPath(moduleUrl);
}
