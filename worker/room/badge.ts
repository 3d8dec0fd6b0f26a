import * as v from "valibot";

/**
 * Who sits on a socket, as the worker found out before it asked the room. The header
 * is written by the worker only: one that a client sends is thrown away.
 */
const HEADER = "x-quayside-badge";

const Id = v.pipe(v.string(), v.maxLength(100));
export const Badge = v.object({
  orgId: Id,
  userId: v.nullable(Id),
  sessionId: v.nullable(Id),
  apiKeyId: v.nullable(Id),
  person: v.object({ id: Id, name: v.string(), initials: v.string(), color: v.string() }),
});
export type Badge = v.InferOutput<typeof Badge>;

/** The client's upgrade request with the badge, and nothing else that a client could have claimed. */
export function withBadge(request: Request, badge: Badge): Request {
  const headers = new Headers();
  for (const [name, value] of request.headers) {
    if (name === "upgrade" || name === "connection" || name.startsWith("sec-websocket-")) headers.set(name, value);
  }
  // Names go beyond Latin-1, which is all that a header can carry.
  headers.set(HEADER, encodeURIComponent(JSON.stringify(badge)));
  return new Request(request.url, { headers });
}

/** @throws ValiError if the request did not come through the worker's route */
export function badgeOf(request: Request): Badge {
  const parsed: unknown = JSON.parse(decodeURIComponent(request.headers.get(HEADER) ?? "null"));
  return v.parse(Badge, parsed);
}

/** By these `revoke` finds the sockets without waking a single one. */
export const tag = {
  user: (id: string) => `user:${id}`,
  session: (id: string) => `session:${id}`,
  key: (id: string) => `key:${id}`,
} as const;

export function tagsOf(badge: Badge): string[] {
  const tags: string[] = [];
  if (badge.userId !== null) tags.push(tag.user(badge.userId));
  if (badge.sessionId !== null) tags.push(tag.session(badge.sessionId));
  if (badge.apiKeyId !== null) tags.push(tag.key(badge.apiKeyId));
  return tags;
}
