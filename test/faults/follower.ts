import { setTimeout as sleep } from "node:timers/promises";
import type { Change } from "../../domain/change.ts";
import { CLOSE } from "../../domain/live.ts";
import { LiveClient } from "../harness/live-client.ts";
import type { LiveClientOptions } from "../harness/live-client.ts";

/** A line on which nothing was heard for so long is taken for dead. */
const SILENT_MS = 6_000;

/** A client that comes back whatever happens to it, and keeps all that it was told over all its connections. */
export class Follower {
  readonly changes: Change[] = [];
  connections = 0;
  resets = 0;
  /** Its access was ended, or it is refused. */
  revoked = false;
  #client: LiveClient | null = null;
  #seq: number | null;
  #over = false;
  readonly #options: LiveClientOptions;
  readonly #look: (client: LiveClient, connection: number) => void;
  readonly #running: Promise<void>;

  /** @param look called again and again while a connection lives, and once when it is over */
  constructor(options: LiveClientOptions, after: number, look: (client: LiveClient, connection: number) => void = () => undefined) {
    this.#options = options;
    this.#look = look;
    this.#seq = after;
    this.#running = this.#run();
  }

  get applied(): number[] {
    return this.changes.map((c) => c.seq);
  }

  get seq(): number {
    return this.#client?.replica.seq ?? this.#seq ?? 0;
  }

  async #run(): Promise<void> {
    while (!this.#over && !this.revoked) {
      try {
        await this.#follow();
      } catch (error) {
        if (error instanceof Error && /response: 40[134]$/u.test(error.message)) this.revoked = true;
        await sleep(100);
      }
    }
  }

  async #follow(): Promise<void> {
    const client = await LiveClient.open({ ...this.#options, after: this.#seq, changes: this.changes });
    this.connections++;
    this.#client = client;
    while (client.closed === null && !this.#over && performance.now() - client.heardAt < SILENT_MS) {
      this.#look(client, this.connections);
      await sleep(10);
    }
    client.ws.terminate();
    this.#look(client, this.connections);
    this.#client = null;
    this.#seq = client.replica.seq;
    this.resets += client.resets;
    if (client.closed?.code === CLOSE.revoked) this.revoked = true;
  }

  /** As a laptop that changes its network: the line is gone, and it comes back on another. */
  reconnect(): void {
    this.#client?.ws.terminate();
  }

  async reaches(seq: number, ms = 20_000): Promise<void> {
    const deadline = performance.now() + ms;
    while (this.seq < seq) {
      if (performance.now() > deadline) throw new Error(`a follower stayed at ${this.seq}, before ${seq}, in its connection ${this.connections}`);
      await sleep(5);
    }
  }

  async stop(): Promise<void> {
    this.#over = true;
    await this.#running;
  }
}
