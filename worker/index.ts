import { app } from "./app.ts";
import type { Env } from "./env.ts";
import { consumeJobs, wakeJobs } from "./jobs.ts";

export { Room } from "./room.ts";
export { site } from "./site.ts";

// The runtime takes its handlers from the default export.
export default {
  fetch: app.fetch,
  queue: consumeJobs,
  scheduled: (_event, env) => wakeJobs(env),
} satisfies ExportedHandler<Env>;
