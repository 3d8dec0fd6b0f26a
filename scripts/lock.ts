import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";

/** A data directory that another launcher works in. */
export class InUse extends Error {
  override name = "InUse";
  readonly url: string;
  constructor(url: string) {
    super(`Quayside is already running on this data, at ${url}.`);
    this.url = url;
  }
}

interface Holder {
  port: number;
  url: string;
}

function readHolder(file: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (typeof value !== "object" || value === null) return undefined;
    if (!("port" in value) || typeof value.port !== "number") return undefined;
    if (!("url" in value) || typeof value.url !== "string") return undefined;
    return { port: value.port, url: value.url };
  } catch {
    return undefined;
  }
}

/** The holder says its own address when asked; a process id proves nothing, numbers come back. */
async function isAlive(holder: Holder): Promise<boolean> {
  const socket = connect(holder.port, "127.0.0.1");
  socket.setEncoding("utf8");
  try {
    const said: unknown[] = await once(socket, "data", { signal: AbortSignal.timeout(1000) });
    return said[0] === holder.url;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** Who works in the directory now, or undefined; a lock that a crash left behind counts as none. */
export async function holderOf(dataDir: string): Promise<{ url: string } | undefined> {
  const holder = readHolder(join(dataDir, "lock.json"));
  return holder !== undefined && (await isAlive(holder)) ? holder : undefined;
}

/**
 * Takes the directory for this process. Ends by itself with the process, by whatever death.
 * @returns a function that gives it back
 * @throws InUse while another launcher works in it
 */
export async function lock(dataDir: string, url: string): Promise<() => void> {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, "lock.json");
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.end(url);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  server.unref();
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port for the lock");

  for (;;) {
    try {
      writeFileSync(file, JSON.stringify({ port: address.port, url }), { flag: "wx" });
      return () => {
        rmSync(file, { force: true });
        server.close();
      };
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
    const holder = await holderOf(dataDir);
    if (holder !== undefined) {
      server.close();
      throw new InUse(holder.url);
    }
    rmSync(file, { force: true });
  }
}
