import { Hono } from "hono";
import * as v from "valibot";
import { deleteSession, listSessions } from "../../db/session.ts";
import { Me, Session } from "../../domain/me.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { AppEnv } from "../context.ts";
import { describe } from "../describe.ts";
import { closeSockets } from "../revoke.ts";
import { keepSession, requireSession } from "../signed-in.ts";
import { validate } from "../validate.ts";

const SessionParam = v.object({ id: v.pipe(v.string(), v.maxLength(60)) });

/** What belongs to the person who is signed in. */
export const me = new Hono<AppEnv>()
  .use(requireSession)
  .get("/", describe({ tag: "Me", summary: "Who is signed in, and their organizations", answer: { schema: Me } }), async (c) => {
    await keepSession(c);
    return c.json(c.var.signedIn.me);
  })
  .get("/sessions", describe({ tag: "Me", summary: "List where you are signed in", answer: { schema: v.object({ sessions: v.array(Session) }) } }), async (c) => {
    const { me: self, sessionId } = c.var.signedIn;
    return c.json({ sessions: await listSessions(c.var.control, self.user.id, sessionId, Date.now()) });
  })
  .delete(
    "/sessions/:id",
    describe({ tag: "Me", summary: "End one of your sessions", description: "It is over at once, its sockets included.", answer: { status: 204 } }),
    validate("param", SessionParam),
    async (c) => {
      const { me: self } = c.var.signedIn;
      const sessionId = c.req.valid("param").id;
      if (!(await deleteSession(c.var.control, self.user.id, sessionId))) throw new ProblemError("not_found", "There is no such session; it may have ended already.");
      await closeSockets(c.env, self.organizations.map((o) => o.id), { sessionId });
      return c.body(null, 204);
    },
  );
