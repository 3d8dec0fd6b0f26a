import { cp, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "../../scripts/build.ts";
import type { Build } from "../../scripts/build.ts";

/** One place of the built worker, and what stands there instead. */
export interface Replacement {
  readonly place: RegExp;
  readonly instead: string;
}

/** One of the worker's spans of time, so many times shorter: what is only waited for need not take as long as at work. */
export function shorter(name: string, times: number): Replacement {
  return { place: new RegExp(`(?<=\\bvar ${name} = )[\\de]+(?=;)`, "u"), instead: `$& / ${times}` };
}

/** The real worker with some places changed, made in a directory of its own under `dir`. @throws Error unless each place is found exactly once */
export async function changedBuild(dir: string, changes: readonly Replacement[]): Promise<Build> {
  const { webDir, workerDir } = await build();
  const changed = join(await mkdtemp(join(dir, "changed-")), "worker");
  // The map beside it is twice as large, and right no more.
  await cp(workerDir, changed, { recursive: true, filter: (file) => !file.endsWith(".map") });
  const file = join(changed, "index.js");
  let code = await readFile(file, "utf8");
  for (const { place, instead } of changes) {
    const found = code.match(new RegExp(place.source, `${place.flags}g`))?.length ?? 0;
    if (found !== 1) throw new Error(`${place.source} stands ${found} times in the worker`);
    code = code.replace(place, instead);
  }
  await writeFile(file, code);
  return { webDir, workerDir: changed };
}
