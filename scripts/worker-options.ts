/**
 * Writes the bindings of wrangler.toml as miniflare's worker options into the file that the argument
 * names. A program of its own, because loading wrangler takes most of a second, and a start with
 * nothing to build needs none of it.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { unstable_getMiniflareWorkerOptions } from "wrangler";
import { root } from "./paths.ts";

const { workerOptions } = unstable_getMiniflareWorkerOptions(join(root, "wrangler.toml"));
const file = process.argv[2];
if (file === undefined) throw new Error("usage: worker-options.ts FILE");
writeFileSync(file, JSON.stringify(workerOptions));
