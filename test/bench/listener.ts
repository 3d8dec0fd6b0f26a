import { once } from "node:events";
import { WebSocket } from "ws";
import type { Samples } from "./measure.ts";
import { countOf } from "./stage.ts";
import type { Stage } from "./stage.ts";

/** Sockets that all hear the same. */
export interface Listener {
  readonly sockets: readonly WebSocket[];
  /** Resolves with the times at which each socket was told of this UUID. Ask before it can be told. */
  readonly hears: (name: string) => Promise<number[]>;
}

/** What `hears` waits for: looked up, because looking for each that is waited for costs more than all else. */
const NAME = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gu;

/** Of the product's room, let in and up to date. */
export function listenTo(stage: Stage, count: number): Promise<Listener> {
  return listen(`${stage.stack.url}${stage.address("live")}`, count, stage.headers, JSON.stringify({ type: "hello", after: null }));
}

/** @param hello what to say first, to be let in with a welcome; null where nobody asks */
export async function listen(address: string, count: number, headers: Readonly<Record<string, string>>, hello: string | null): Promise<Listener> {
  const waiting = new Map<string, { readonly times: number[]; readonly done: (times: number[]) => void }>();
  const told = (text: string, at: number) => {
    for (const [name] of text.matchAll(NAME)) {
      const one = waiting.get(name);
      if (!one) continue;
      one.times.push(at);
      if (one.times.length < count) continue;
      waiting.delete(name);
      one.done(one.times);
    }
  };
  const sockets = await Promise.all(
    Array.from({ length: count }, async () => {
      const socket = new WebSocket(address.replace(/^http/u, "ws"), { headers });
      const welcome = Promise.withResolvers<undefined>();
      socket.on("message", (data) => {
        const at = performance.now();
        const text = String(data);
        if (text.startsWith('{"type":"welcome"')) welcome.resolve(undefined);
        told(text, at);
      });
      await once(socket, "open");
      if (hello !== null) {
        socket.send(hello);
        await welcome.promise;
      }
      return socket;
    }),
  );
  return {
    sockets,
    hears(name) {
      const { promise, resolve } = Promise.withResolvers<number[]>();
      waiting.set(name, { times: [], done: resolve });
      return promise;
    },
  };
}

/** As the page does, at most once a second. */
export async function acknowledge(stage: Stage, listener: Listener): Promise<void> {
  const seq = await countOf(stage.db, "SELECT seq FROM head WHERE org_id = :org");
  for (const socket of listener.sockets) if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ type: "ack", seq }));
}

/** From just before the request until each socket has heard; waits for the answer as well, as a client would. */
export async function timed(samples: Samples, listener: Listener, name: string, act: () => Promise<void>): Promise<void> {
  const heard = listener.hears(name);
  const began = performance.now();
  await Promise.all([act(), heard]);
  for (const at of await heard) samples.times.push(at - began);
}
