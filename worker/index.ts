import { Hono } from "hono";
import type { Env } from "./env.ts";

export { Room } from "./room.ts";

const app = new Hono<{ Bindings: Env }>().get("/api/v1/health", (c) => c.json({ ok: true }));

export type Api = typeof app;

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
