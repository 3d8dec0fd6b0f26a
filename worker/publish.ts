import type { Context } from "hono";
import type { Change } from "../domain/change.ts";
import type { Publication } from "../domain/live.ts";
import type { AppEnv } from "./context.ts";
import type { Env } from "./env.ts";
import { log } from "./log.ts";

/** Hands committed changes to the organization's room. A room that does not answer is no error of the write: its sweep finds what it missed (N5). */
export async function publish(env: Env, orgId: string, publication: Publication): Promise<void> {
  try {
    await env.ROOM.get(env.ROOM.idFromName(orgId)).publish(publication);
  } catch (error) {
    log.error("a room did not take a publication", error, { orgId, from: publication.from, to: publication.to });
  }
}

/** The same after the answer, for the changes of one request; contiguous, since one batch wrote them. */
export function publishChanges(c: Context<AppEnv>, changes: readonly Change[]): void {
  const from = changes[0]?.seq;
  const to = changes.at(-1)?.seq;
  if (from !== undefined && to !== undefined) c.executionCtx.waitUntil(publish(c.env, c.var.orgId, { from, to, items: changes }));
}
