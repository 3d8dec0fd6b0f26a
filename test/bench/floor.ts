/**
 * The floors that the benchmarks are measured against, frozen: the least that any such
 * product must do on these parts. No code of the product imports this file, and this file
 * imports none of the product's. It is the whole worker of its own.
 */
import { createClient } from "@libsql/client/web";
import type { Client, InStatement } from "@libsql/client/web";

const NAMES = Array.from({ length: 18 }, (_, i) => `c${i + 1}`);

/** A row of twenty columns, and a log. */
export const FLOOR_TABLES: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS floor_row (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, ${NAMES.map((c) => `${c} TEXT NOT NULL`).join(", ")})`,
  "CREATE TABLE IF NOT EXISTS floor_log (seq INTEGER PRIMARY KEY, row_id INTEGER NOT NULL, at INTEGER NOT NULL, patch TEXT NOT NULL)",
  "CREATE TABLE IF NOT EXISTS floor_line (id INTEGER PRIMARY KEY, invoice TEXT NOT NULL, stock_code TEXT NOT NULL, description TEXT NOT NULL, quantity INTEGER NOT NULL, date TEXT NOT NULL, price TEXT NOT NULL)",
  "DELETE FROM floor_row",
  "DELETE FROM floor_log",
];
export const FLOOR_ROWS = 10_000;
export const fillFloor = (rows: number): string => `INSERT INTO floor_row SELECT value, 0, ${NAMES.map((c) => `'${c} of the row'`).join(", ")} FROM generate_series(1, ${rows})`;
export const FILL_FLOOR = fillFloor(FLOOR_ROWS);

/** Update one row of twenty columns, insert one log row: one batch. */
export function floorBatch(row: number, at: number): InStatement[] {
  return [
    { sql: "UPDATE floor_row SET at = ?, c1 = ?, c2 = ? WHERE id = ?", args: [at, `status ${at % 16}`, `stage ${at % 12}`, (row % FLOOR_ROWS) + 1] },
    { sql: "INSERT INTO floor_log (row_id, at, patch) VALUES (?, ?, ?)", args: [row, at, '{"status":["pending","approved"],"stage":["pending","approved"]}'] },
  ];
}

/** The same to many rows at once: one batch of two statements. */
export function floorBulk(rows: readonly number[], at: number): InStatement[] {
  const list = JSON.stringify(rows);
  return [
    { sql: "UPDATE floor_row SET at = ?, c1 = ?, c2 = ? WHERE id IN (SELECT value FROM json_each(?))", args: [at, `status ${at % 16}`, `stage ${at % 12}`, list] },
    { sql: "INSERT INTO floor_log (row_id, at, patch) SELECT value, ?, ? FROM json_each(?)", args: [at, '{"status":["pending","approved"],"stage":["pending","approved"]}', list] },
  ];
}

/** Rows of cells, as they stand in a file of invoice lines: one statement, one argument. */
export function floorLines(rows: readonly (readonly string[])[]): InStatement {
  return {
    sql: `INSERT INTO floor_line (invoice, stock_code, description, quantity, date, price)
          SELECT value->>0, value->>1, value->>2, value->>3, value->>4, value->>5 FROM json_each(?)`,
    args: [JSON.stringify(rows)],
  };
}

/** 300 bytes. */
export const floorFrame = (name: string): string => `${name} `.padEnd(300, ".");

interface ObjectState {
  acceptWebSocket(socket: unknown): void;
  getWebSockets(): { send(text: string): void }[];
}
interface Stub {
  fetch(request: Request): Promise<Response>;
}
interface FloorEnv {
  readonly DATABASE_URL: string;
  readonly ROOM: { idFromName(name: string): unknown; get(id: unknown): Stub };
}
declare const WebSocketPair: new () => { 0: unknown; 1: unknown };

/** The barest room: every message to every socket. */
export class FloorRoom {
  readonly #state: ObjectState;

  constructor(state: ObjectState) {
    this.#state = state;
  }

  fetch(request: Request): Response {
    if (request.headers.get("Upgrade") === "websocket") {
      const { 0: client, 1: server } = new WebSocketPair();
      this.#state.acceptWebSocket(server);
      // The runtime's own field, which the DOM's type does not know.
      const init: ResponseInit & { webSocket: unknown } = { status: 101, webSocket: client };
      return new Response(null, init);
    }
    const frame = floorFrame(new URL(request.url).searchParams.get("name") ?? "");
    for (const socket of this.#state.getWebSockets()) socket.send(frame);
    return new Response(null, { status: 204 });
  }
}

let client: Client | undefined;

/** The worker's `fetch`. */
export async function answer(request: Request, env: FloorEnv): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  if (pathname !== "/batch") return await env.ROOM.get(env.ROOM.idFromName("floor")).fetch(request);
  client ??= createClient({ url: env.DATABASE_URL });
  await client.batch(floorBatch(Number(searchParams.get("row")), Date.now()), "write");
  return new Response(null, { status: 204 });
}
