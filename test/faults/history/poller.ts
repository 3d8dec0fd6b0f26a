import { setTimeout as sleep } from "node:timers/promises";
import * as v from "valibot";
import { Change } from "../../../domain/change.ts";
import type { Call } from "../../harness/tenant.ts";
import { digestOf } from "./digest.ts";
import type { Feed, Heard } from "./history.ts";
import { ask } from "./patient-call.ts";

const Page = v.object({ items: v.array(Change), head: v.number() });

/** A script that follows the log at its own pace, by `changes?after=`: nothing may be missing there either. */
export class Poller {
  readonly #name: string;
  readonly #call: Call;
  readonly #heard: Heard[] = [];
  #seq = 0;

  constructor(name: string, call: Call) {
    this.#name = name;
    this.#call = call;
  }

  async work(until: () => boolean): Promise<void> {
    while (!until()) {
      await this.#turn();
      await sleep(150);
    }
  }

  /** @param head where the log ends */
  async feed(head: number): Promise<Feed> {
    while (this.#seq < head && (await this.#turn()));
    return { client: this.#name, heard: this.#heard, rows: null };
  }

  /** @returns false if there was nothing new */
  async #turn(): Promise<boolean> {
    const heard = await ask(this.#call, `changes?after=${this.#seq}&limit=300`, {});
    if (heard?.status !== 200) return true;
    const { items } = v.parse(Page, JSON.parse(heard.text));
    const [first, last] = [items[0], items.at(-1)];
    if (!first || !last) return false;
    this.#heard.push({ kind: "changes", from: first.seq, to: last.seq, items: items.map((c) => ({ seq: c.seq, digest: digestOf(c) })) });
    this.#seq = last.seq;
    return true;
  }
}
