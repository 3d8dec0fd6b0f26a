import type { DatabaseAddress } from "../db/database.ts";
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

export function tenantAddress(env: Pick<Env, "DATABASE_URL" | "DATABASE_TOKEN">): DatabaseAddress {
  return { url: env.DATABASE_URL, token: env.DATABASE_TOKEN };
}

export function controlAddress(env: Pick<Env, "CONTROL_DATABASE_URL" | "CONTROL_DATABASE_TOKEN">): DatabaseAddress {
  return { url: env.CONTROL_DATABASE_URL, token: env.CONTROL_DATABASE_TOKEN };
}
