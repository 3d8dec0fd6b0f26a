import { fileURLToPath } from "node:url";
import { createClient } from "@libsql/client/web";
import { Log, LogLevel, Miniflare } from "miniflare";
import { build } from "vite";
import { FILL_FLOOR, FLOOR_TABLES } from "./floor.ts";

export interface FloorWorker {
  readonly url: string;
  stop(): Promise<void>;
}

/** Runs `floor.ts` as a worker on the same database and in the same runtime as the product. */
export async function startFloor(sqldUrl: string): Promise<FloorWorker> {
  const database = createClient({ url: sqldUrl });
  await database.batch([...FLOOR_TABLES, FILL_FLOOR], "write");
  const miniflare = new Miniflare({
    name: "floor",
    modules: [{ type: "ESModule", path: "floor.js", contents: await bundle() }],
    compatibilityDate: "2026-07-01",
    // As the product: frames as they are, and no router of miniflare's in front.
    compatibilityFlags: ["nodejs_compat", "no_web_socket_compression"],
    bindings: { DATABASE_URL: sqldUrl },
    durableObjects: { ROOM: { className: "FloorRoom", useSQLite: true } },
    unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
    host: "127.0.0.1",
    port: 0,
    cf: false,
    log: new Log(LogLevel.WARN),
  });
  await miniflare.ready;
  const url = await miniflare.unsafeGetDirectURL();
  return { url: url.href.replace(/\/$/u, ""), stop: () => miniflare.dispose() };
}

/** workerd takes every export of an entry for a handler, so the entry names those that are. */
const ENTRY = `export { FloorRoom } from ${JSON.stringify(fileURLToPath(new URL("floor.ts", import.meta.url)))};
import { answer } from ${JSON.stringify(fileURLToPath(new URL("floor.ts", import.meta.url)))};
export default { fetch: answer };`;

async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: "error",
    resolve: { conditions: ["workerd", "worker", "browser"] },
    plugins: [{ name: "entry", enforce: "pre", resolveId: (id) => (id.endsWith("floor-entry") ? "\0floor-entry" : null), load: (id) => (id === "\0floor-entry" ? ENTRY : null) }],
    build: { write: false, minify: false, target: "es2024", lib: { entry: "floor-entry", formats: ["es"], fileName: "floor" } },
  });
  const [output] = Array.isArray(result) ? result : [result];
  const chunk = output && "output" in output ? output.output[0] : undefined;
  if (!chunk) throw new Error("The floor's worker was not bundled.");
  return chunk.code;
}
