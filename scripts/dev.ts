import { watch } from "node:fs";
import { join } from "node:path";
import { createServer } from "vite";
import { buildWorkerOnly } from "./build.ts";
import { launch } from "./launch.ts";
import { dataDir, root } from "./paths.ts";
import { freePort } from "./port.ts";
import { startStack, type Stack } from "./stack.ts";

const webDir = join(root, "web");

/** Rebuilds and reloads the worker after its sources were quiet for a moment. */
function reloadOnChange(stack: Stack): () => void {
  let timer: NodeJS.Timeout | undefined;
  let reloading: Promise<void> = Promise.resolve();

  async function reload(): Promise<void> {
    try {
      const started = performance.now();
      await stack.reload({ webDir, workerDir: await buildWorkerOnly() });
      console.log(`Worker reloaded in ${Math.round(performance.now() - started)} ms.`);
    } catch (error) {
      // The last good worker goes on serving.
      console.error(error instanceof Error ? error.message : error);
    }
  }

  const watchers = ["worker", "db", "domain", "wrangler.toml"].map((name) =>
    watch(join(root, name), { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        reloading = reloading.then(reload);
      }, 100);
    }),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}

await launch({
  dataDir,
  async open(port) {
    const workerPort = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const stack = await startStack({
      dataDir,
      port: workerPort,
      // Cookies and origins belong to the address that the browser sees.
      vars: { PUBLIC_URL: url },
      build: { webDir, workerDir: await buildWorkerOnly() },
      verbose: true,
    });
    process.env["QUAYSIDE_WORKER_URL"] = stack.url;
    const vite = await createServer({
      configFile: join(root, "vite.config.ts"),
      server: { host: "127.0.0.1", port, strictPort: true },
    });
    await vite.listen();
    const unwatch = reloadOnChange(stack);
    return {
      stack,
      url,
      async stop() {
        unwatch();
        await vite.close();
        await stack.stop();
      },
    };
  },
});
