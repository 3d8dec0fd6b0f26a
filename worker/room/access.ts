import { endedAccess } from "../../db/access.ts";
import type { ControlDatabase } from "../../db/control.ts";
import type { Seat } from "./seat.ts";
import type { Seats } from "./seats.ts";

/** Sockets whose person, session or key may no longer listen. A revocation closes them at once; this finds those that nobody told us of. */
export async function endedSeats(seats: Seats, control: ControlDatabase): Promise<Seat[]> {
  const badges = [...seats.all()].map((seat) => seat.kept.badge);
  const [first] = badges;
  if (!first) return [];
  const ended = await endedAccess(
    control,
    first.orgId,
    {
      userIds: distinct(badges.map((b) => b.userId)),
      sessionIds: distinct(badges.map((b) => b.sessionId)),
      apiKeyIds: distinct(badges.map((b) => b.apiKeyId)),
    },
    Date.now(),
  );
  return [...seats.all()].filter(({ kept: { badge } }) => [badge.userId, badge.sessionId, badge.apiKeyId].some((id) => id !== null && ended.has(id)));
}

function distinct(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))];
}
