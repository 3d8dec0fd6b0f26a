import { app } from "./app.ts";
import type { Env } from "./env.ts";

export { Room } from "./room.ts";

// The runtime takes its handlers from the default export.
export default {
  fetch: app.fetch,
  async queue(batch: MessageBatch): Promise<void> {
    await Promise.resolve();
    batch.ackAll();
  },
  async scheduled(): Promise<void> {
    await Promise.resolve();
  },
} satisfies ExportedHandler<Env>;
