import type { Carrier } from "../db/database.ts";
import type { Env } from "./env.ts";
import { log } from "./log.ts";

/** Commits by way of the organization's room, in the company of others. A room that does not answer is no error of the write: it goes past it, under the same key. */
export function throughRoom(env: Env, orgId: string): Carrier {
  return async (part) => {
    const outcome = await env.ROOM.get(env.ROOM.idFromName(orgId)).commit(orgId, part).catch((error: unknown) => {
      log.error("a room did not take a commit", error, { orgId });
      return null;
    });
    if (outcome && "unknown" in outcome) throw new Error(outcome.unknown);
    return outcome;
  };
}
