import { Hono } from "hono";
import * as v from "valibot";
import { readChanges, readHead } from "../../db/change.ts";
import { Change } from "../../domain/change.ts";
import type { AppEnv } from "../context.ts";
import { describe } from "../describe.ts";
import { requirePermissionMeanwhile } from "../identity.ts";
import { validate } from "../validate.ts";

const MAX_LIMIT = 1_000;
const whole = v.pipe(v.string(), v.regex(/^\d{1,15}$/u, "Send a whole number."), v.transform(Number));
const Query = v.object({
  after: v.optional(whole, "0"),
  limit: v.optional(v.pipe(whole, v.minValue(1), v.maxValue(MAX_LIMIT, `At most ${MAX_LIMIT}.`)), "100"),
});
const Answer = v.object({ items: v.array(Change), head: v.number() });

/** The feed for scripts (A4): the same log that the socket sends, at their own pace. */
export const changes = new Hono<AppEnv>().get(
  "/",
  requirePermissionMeanwhile("orders.read"),
  describe({
    tag: "Changes",
    summary: "Read the change log",
    permission: "orders.read",
    description: "Changes with `seq` above `after`, oldest first, without gaps. `head` is the last `seq` of the log: go on with `after` = the last item's `seq` until it is reached.",
    answer: { schema: Answer },
  }),
  validate("query", Query),
  async (c) => {
    const { after, limit } = c.req.valid("query");
    // The head first: a change that commits in between may be among the items, but none before the head is missed.
    const head = await readHead(c.var.db);
    const items = head > after ? await readChanges(c.var.db, after, limit) : [];
    return c.json({ items, head: Math.max(head, items.at(-1)?.seq ?? 0) });
  },
);
