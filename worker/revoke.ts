import type { Env } from "./env.ts";
import { log } from "./log.ts";

/** Whose sockets to close. */
export type Revoked = { readonly userId: string } | { readonly sessionId: string } | { readonly apiKeyId: string };

/**
 * Closes the sockets of somebody whose access has just ended in the database (N9). A room that does
 * not answer must not undo that: its own sweep asks the database again.
 */
export async function closeSockets(env: Env, orgIds: readonly string[], revoked: Revoked): Promise<void> {
  await Promise.all(
    orgIds.map(async (orgId) => {
      try {
        await env.ROOM.get(env.ROOM.idFromName(orgId)).revoke(revoked);
      } catch (error) {
        log.error("a room did not close the sockets of a revoked access", error, { orgId });
      }
    }),
  );
}

/** Lets the sockets of somebody whose role has just changed come back under the new one; a page that is not told learns it at its first refused save. */
export async function readmit(env: Env, orgId: string, userId: string): Promise<void> {
  try {
    await env.ROOM.get(env.ROOM.idFromName(orgId)).readmit(userId);
  } catch (error) {
    log.error("a room did not tell of a changed role", error, { orgId });
  }
}
