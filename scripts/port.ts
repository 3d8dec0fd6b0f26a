import { once } from "node:events";
import { createServer } from "node:net";

/** Resolves to the port if it can be bound on the loopback address, to undefined if somebody has it. */
async function bind(port: number): Promise<number | undefined> {
  const server = createServer();
  try {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  } catch {
    return undefined;
  }
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : undefined;
}

/** The preferred port if it is free, else one that the system picks. */
export async function freePort(preferred = 0): Promise<number> {
  const port = (await bind(preferred)) ?? (await bind(0));
  if (port === undefined) throw new Error("no free port on 127.0.0.1");
  return port;
}
