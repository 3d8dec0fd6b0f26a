import { once } from "node:events";
import { createServer } from "node:net";

/** Whether it can be bound on the loopback address: false if somebody has it. */
async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  } catch {
    return false;
  }
  server.close();
  await once(server, "close");
  return true;
}

/**
 * Below those that systems give to outgoing connections (from 32768, or 49152): of those, one that is
 * free now may be a connection's own before anybody listens on it.
 */
const FIRST = 20_000;
const LAST = 32_000;
const TRIES = 50;

/** The preferred port if it is free, else any other. */
export async function freePort(preferred?: number): Promise<number> {
  const wanted = preferred === undefined || preferred === 0 ? [] : [preferred];
  const others = Array.from({ length: TRIES }, () => FIRST + Math.floor(Math.random() * (LAST - FIRST)));
  for (const port of [...wanted, ...others]) {
    // oxlint-disable-next-line no-await-in-loop
    if (await isFree(port)) return port;
  }
  throw new Error("no free port on 127.0.0.1");
}
