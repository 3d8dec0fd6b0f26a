import { cp, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "../../../scripts/build.ts";
import type { Build } from "../../../scripts/build.ts";

/** One place of the built worker, and what stands there instead. */
export interface Break {
  readonly place: RegExp;
  readonly instead: string;
}

/** The real worker with one of its guarantees taken out, made in a directory of its own under `dir`. @throws Error unless the place is found exactly once */
export async function brokenBuild(dir: string, { place, instead }: Break): Promise<Build> {
  const { webDir, workerDir } = await build();
  const broken = join(await mkdtemp(join(dir, "broken-")), "worker");
  await cp(workerDir, broken, { recursive: true });
  const file = join(broken, "index.js");
  const code = await readFile(file, "utf8");
  const found = code.match(new RegExp(place.source, `${place.flags}g`))?.length ?? 0;
  if (found !== 1) throw new Error(`${place.source} stands ${found} times in the worker`);
  await writeFile(file, code.replace(place, instead));
  return { webDir, workerDir: broken };
}
