/** The only way in which the worker writes to its log: one JSON line each, which `wrangler tail` and log stores can filter. */
export const log = {
  error(message: string, error: unknown): void {
    console.error(JSON.stringify({ level: "error", message, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }));
  },
};
