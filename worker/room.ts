import { DurableObject } from "cloudflare:workers";
import * as v from "valibot";
import { controlDatabase } from "../db/control.ts";
import { databaseFor } from "../db/database.ts";
import type { WritePart } from "../db/database.ts";
import { CLIENT_FRAME_LIMIT, CLOSE, ClientFrame, PING, PONG } from "../domain/live.ts";
import type { JobProgress, Publication } from "../domain/live.ts";
import { controlAddress, tenantAddress } from "./env.ts";
import type { Env } from "./env.ts";
import { endedSeats } from "./room/access.ts";
import { badgeOf, tag, tagsOf } from "./room/badge.ts";
import { Commits } from "./room/commits.ts";
import type { CommitOutcome } from "./room/commits.ts";
import { Feed } from "./room/feed.ts";
import { broadcast, Presence } from "./room/presence.ts";
import type { Seat } from "./room/seat.ts";
import { Seats } from "./room/seats.ts";
import { Sweep } from "./room/sweep.ts";

const ENDED = "Your access has ended.";

/** Whose sockets to close: all that match any of them. */
export interface Revocation {
  readonly userId?: string;
  readonly sessionId?: string;
  readonly apiKeyId?: string;
}

/**
 * The live room of one organization: everyone who is connected, and the fastest way to
 * hear of a change. Its memory may vanish at any moment while the sockets stay, so
 * whatever must outlive that is in the sockets' attachments, and the truth is the log.
 * The protocol stands in `domain/live.ts`.
 */
export class Room extends DurableObject<Env> {
  readonly #seats: Seats;
  readonly #presence: Presence;
  readonly #feed: Feed;
  readonly #sweep: Sweep;
  readonly #commits: Commits;
  /** Of this waking. */
  readonly #id = crypto.randomUUID();

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(PING, PONG));
    this.#seats = new Seats(ctx.getWebSockets());
    this.#presence = new Presence(this.#seats);
    this.#feed = new Feed(this.#seats, () => databaseFor(tenantAddress(env), this.#orgId()));
    this.#sweep = new Sweep(ctx, this.#seats, this.#presence);
    this.#commits = new Commits((publications) => this.#tell(publications));
    this.#feed.wake();
  }

  /** The upgrade, already judged by `routes/live.ts`. */
  override fetch(request: Request): Response {
    const badge = badgeOf(request);
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server, tagsOf(badge));
    this.#seats.take(server, badge);
    this.#sweep.active();
    return new Response(null, { status: 101, webSocket: client });
  }

  publish(publication: Publication): void {
    this.#tell([publication]);
  }

  /** Writes in company and tells everybody at once. */
  async commit(orgId: string, part: WritePart): Promise<CommitOutcome> {
    return await this.#commits.add(part, (parts) => databaseFor(tenantAddress(this.env), orgId).writeAll(parts));
  }

  job(job: JobProgress): void {
    broadcast(this.#seats, { type: "job", job });
  }

  revoke({ userId, sessionId, apiKeyId }: Revocation): void {
    const tags = [userId && tag.user(userId), sessionId && tag.session(sessionId), apiKeyId && tag.key(apiKeyId)];
    for (const name of tags) {
      if (name) for (const ws of this.ctx.getWebSockets(name)) this.#dismiss(ws, CLOSE.revoked, ENDED);
    }
  }

  /** What somebody may do has changed: they come back, and ask again who they are. */
  readmit(userId: string): void {
    for (const ws of this.ctx.getWebSockets(tag.user(userId))) this.#dismiss(ws, CLOSE.changed, "Your role has changed.");
  }

  override async webSocketMessage(ws: WebSocket, message: string | ArrayBuffer): Promise<void> {
    const seat = this.#seats.of(ws);
    if (!seat) return;
    const frame = parsed(message);
    if (!frame || (frame.type !== "hello" && !seat.kept.greeted)) {
      this.#dismiss(ws, CLOSE.protocol, "Not a frame of this protocol.");
      return;
    }
    seat.spokeAt = Date.now();
    await this.#heard(seat, frame);
  }

  override webSocketClose(ws: WebSocket): void {
    this.#gone(ws);
  }

  override webSocketError(ws: WebSocket): void {
    this.#gone(ws);
  }

  override async alarm(): Promise<void> {
    if (this.#seats.size === 0) return;
    await this.#sweep.run({
      "compare itself with the log": () => this.#feed.verify(),
      "note what it sent": async () => this.#feed.note(),
      "look whose access has ended": async () => {
        const ended = await endedSeats(this.#seats, controlDatabase(controlAddress(this.env)));
        for (const seat of ended) this.#dismiss(seat.ws, CLOSE.revoked, ENDED);
      },
    });
  }

  async #heard(seat: Seat, frame: ClientFrame): Promise<void> {
    switch (frame.type) {
      case "ack":
        this.#feed.acknowledged(seat, frame.seq);
        return;
      case "presence":
        seat.keep({ doing: frame.doing, away: false });
        this.#presence.came(seat);
        this.#sweep.active();
        return;
      case "hello":
        this.#sweep.active();
        await this.#feed.hello(seat, frame.after, (seq) => {
          seat.keep({ greeted: true, away: false });
          seat.sendFrame({ type: "welcome", seq, clientId: seat.kept.clientId, people: this.#presence.people(), room: this.#id });
          this.#presence.came(seat);
        });
    }
  }

  #tell(publications: readonly Publication[]): void {
    if (this.#seats.size === 0) return this.#feed.doubt();
    this.#feed.publish(publications);
    this.#sweep.active();
  }

  #dismiss(ws: WebSocket, code: number, reason: string): void {
    this.#seats.of(ws)?.close(code, reason);
    this.#gone(ws);
  }

  #gone(ws: WebSocket): void {
    const seat = this.#seats.leave(ws);
    if (seat) this.#presence.left(seat);
  }

  /** The room's name is its organization; only sockets that came through `fetch` can make it read. */
  #orgId(): string {
    for (const seat of this.#seats.all()) return seat.kept.badge.orgId;
    throw new Error("a room without sockets reads nothing");
  }
}

function parsed(message: string | ArrayBuffer): ClientFrame | null {
  if (typeof message !== "string" || message.length > CLIENT_FRAME_LIMIT) return null;
  try {
    const frame = v.safeParse(ClientFrame, JSON.parse(message));
    return frame.success ? frame.output : null;
  } catch {
    return null;
  }
}
