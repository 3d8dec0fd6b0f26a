import type { Room } from "./room.ts";

/** The bindings of wrangler.toml, by the names that stand there. */
export interface Env {
  ASSETS: Fetcher;
  ROOM: DurableObjectNamespace<Room>;
  JOBS: Queue;
  FILES: R2Bucket;
  API_LIMIT: RateLimit;
  DATABASE_URL: string;
  DATABASE_TOKEN: string;
  CONTROL_DATABASE_URL: string;
  CONTROL_DATABASE_TOKEN: string;
  AUTH_SECRET: string;
  PUBLIC_URL: string;
}
