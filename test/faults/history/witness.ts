import * as v from "valibot";
import { Change } from "../../../domain/change.ts";
import type { OrderRow } from "../../../domain/order.ts";
import type { LiveClient, LiveClientOptions } from "../../harness/live-client.ts";
import type { Call } from "../../harness/tenant.ts";
import { Follower } from "../follower.ts";
import { digestOf } from "./digest.ts";
import type { Feed, Heard } from "./history.ts";
import { patient } from "./patient-call.ts";

const PAGE = 500;
const Page = v.object({ items: v.array(Change), head: v.number() });

/** A client on a socket that notes every frame as it came off the wire, and keeps the rows that they tell of. */
export class Witness {
  readonly follower: Follower;
  readonly #name: string;
  readonly #call: Call;
  readonly #heard: Heard[] = [];
  readonly #rows = new Map<string, OrderRow>();
  #connection = 0;
  #seq = 0;
  /** Rows of jobs are read, one range after another. */
  #reading: Promise<void> = Promise.resolve();

  constructor(name: string, live: LiveClientOptions, call: Call) {
    this.#name = name;
    this.#call = patient(call);
    this.follower = new Follower(live, 0, (client, connection) => this.#look(client, connection));
  }

  #look(client: LiveClient, connection: number): void {
    if (connection !== this.#connection) {
      this.#connection = connection;
      this.#heard.push({ kind: "hello", after: this.#seq });
    }
    // Taken away: a run of half an hour has more of them than fit.
    client.changes.length = 0;
    for (const frame of client.frames.splice(0)) {
      if (frame.type === "changes") {
        this.#heard.push({ kind: "changes", from: frame.from, to: frame.to, items: frame.items.map((c) => ({ seq: c.seq, digest: digestOf(c) })) });
        this.#keep(frame.items);
        this.#seq = frame.to;
      } else if (frame.type === "range") {
        this.#heard.push({ kind: "range", from: frame.from, to: frame.to, cause: frame.cause.id });
        this.#reading = this.#reading.then(() => this.#read(frame.from, frame.to));
        this.#seq = frame.to;
      } else if (frame.type === "reset") {
        this.#heard.push({ kind: "reset", seq: frame.seq });
        const from = this.#seq + 1;
        this.#reading = this.#reading.then(() => this.#read(from, frame.seq));
        this.#seq = frame.seq;
      }
    }
  }

  /** As a page reads again the windows that it shows. */
  async #read(from: number, to: number): Promise<void> {
    for (let after = from - 1; after < to; ) {
      const { items } = v.parse(Page, await (await this.#call(`changes?after=${after}&limit=${Math.min(PAGE, to - after)}`)).json());
      this.#keep(items);
      after = items.at(-1)?.seq ?? to;
    }
  }

  #keep(changes: readonly Change[]): void {
    for (const { entityId, version, row } of changes) {
      if (row && version > (this.#rows.get(entityId)?.version ?? 0)) this.#rows.set(entityId, row);
    }
  }

  async feed(): Promise<Feed> {
    await this.follower.stop();
    await this.#reading;
    return { client: this.#name, heard: this.#heard, rows: this.#rows };
  }
}
