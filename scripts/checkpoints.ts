import { Worker } from "node:worker_threads";

/**
 * Has a thread copy the write-ahead log into the database beside the server, see
 * `checkpoint-thread.ts`. Should it fail, the server's own interval stays.
 * @param file the database
 * @returns ends it, and resolves once the file is let go of
 */
export function startCheckpoints(file: string): () => Promise<void> {
  const thread = new Worker(new URL("./checkpoint-thread.ts", import.meta.url), { workerData: file });
  thread.on("error", (error) => console.error(`The database's log is copied once a minute only, which others wait for: ${String(error)}`));
  thread.unref();
  return async () => {
    await thread.terminate();
  };
}
