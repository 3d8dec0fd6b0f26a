import { app } from "./app.ts";
import type { Env } from "./env.ts";
import { consumeJobs, wakeJobs } from "./jobs.ts";

export { Room } from "./room.ts";

// The runtime takes its handlers from the default export.
export default {
  fetch: app.fetch,
  queue: consumeJobs,
  scheduled: (_event, env) => wakeJobs(env),
} satisfies ExportedHandler<Env>;

/**
 * The whole site behind one handler, which `npm start` opens to the network. In production the
 * platform's router does as much; miniflare's own costs each request and each frame of a socket
 * two workers more.
 */
export const site = {
  fetch: (request, env, ctx) => (new URL(request.url).pathname.startsWith("/api/") ? app.fetch(request, env, ctx) : env.ASSETS.fetch(request)),
} satisfies ExportedHandler<Env>;
