import { DurableObject } from "cloudflare:workers";
import type { Env } from "./env.ts";

/** The live room of one organization. */
export class Room extends DurableObject<Env> {
  override fetch(): Response {
    return new Response("this room takes no plain requests", { status: 426 });
  }
}
