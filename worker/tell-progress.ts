import type { JobProgress } from "../domain/live.ts";
import type { Env } from "./env.ts";
import { log } from "./log.ts";

/** Shows everyone in the organization where a job stands (X6, N7). A room that does not answer is no error of the job. */
export async function tellProgress(env: Env, orgId: string, job: JobProgress): Promise<void> {
  try {
    await env.ROOM.get(env.ROOM.idFromName(orgId)).job(job);
  } catch (error) {
    log.error("a room did not take a job's progress", error, { orgId, job: job.id });
  }
}
