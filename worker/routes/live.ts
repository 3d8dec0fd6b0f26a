import { Hono } from "hono";
import { ProblemError } from "../../domain/problem.ts";
import type { AppEnv } from "../context.ts";
import { describe } from "../describe.ts";
import { requirePermission } from "../identity.ts";
import { withBadge } from "../room/badge.ts";

/** The socket (`domain/live.ts`). Who may not listen never reaches the room; which room, the answer of `identity` says, not the client. */
export const live = new Hono<AppEnv>().get(
  "/",
  requirePermission("orders.read"),
  describe({
    tag: "Changes",
    summary: "Listen to changes by WebSocket",
    permission: "orders.read",
    description: "Frames are JSON. Open with `hello {after}`; `changes` frames carry what `GET /changes` answers, as it happens. Send the text `ping` every four seconds and `ack {seq}` at most once a second.",
    answer: { description: "Never: the connection becomes a WebSocket (101)." },
  }),
  async (c) => {
    if (c.req.header("Upgrade")?.toLowerCase() !== "websocket") {
      throw new ProblemError("invalid", "This address takes WebSockets only; changes can be read from /changes as well.");
    }
    const { orgId, userId, sessionId, apiKeyId, person } = c.var.who;
    // Hono's own upgrade helper would keep the room awake for as long as the socket lives.
    return await c.env.ROOM.get(c.env.ROOM.idFromName(orgId)).fetch(withBadge(c.req.raw, { orgId, userId, sessionId, apiKeyId, person }));
  },
);
