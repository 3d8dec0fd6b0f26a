import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@libsql/client/web";
import { afterAll, beforeAll, expect, it } from "vitest";
import { whenFree } from "../../db/hrana.ts";
import { type Sqld, startSqld } from "../../scripts/sqld.ts";

const MB = 1024 * 1024;

let dir = "";
let sqld: Sqld | undefined;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "quayside-checkpoints-"));
  sqld = await startSqld(dir);
});

afterAll(async () => {
  await sqld?.stop();
  await rm(dir, { recursive: true, force: true });
});

it("the log stays far smaller than what is written, while others read all the time, and nothing is lost, also when the server is killed [RUN.21]", async () => {
  const client = createClient({ url: sqld?.url ?? "" });
  await client.execute("CREATE TABLE page (id INTEGER PRIMARY KEY, turn INTEGER NOT NULL, body BLOB NOT NULL)");
  const over = new AbortController();
  const readers = Array.from({ length: 3 }, async () => {
    while (!over.signal.aborted) await client.execute("SELECT sum(length(body)) FROM page");
  });
  const log = join(dir, "database/dbs/default/data-wal");
  let largest = 0;
  for (let turn = 1; turn <= 250; turn++) {
    await whenFree(() => client.batch(["DELETE FROM page", { sql: "INSERT INTO page (turn, body) SELECT ?, zeroblob(4000) FROM generate_series(1, 256)", args: [turn] }], "write"));
    largest = Math.max(largest, (await stat(log)).size);
  }
  over.abort();
  await Promise.all(readers);
  expect(largest).toBeGreaterThan(MB);
  expect(largest).toBeLessThan(130 * MB);
  client.close();

  await sqld?.kill();
  sqld = await startSqld(dir);
  const again = createClient({ url: sqld.url });
  const [check, rows] = await again.batch(["PRAGMA integrity_check", "SELECT count(*) AS n, min(turn) AS first, max(turn) AS last FROM page"], "read");
  expect(check?.rows[0]?.["integrity_check"]).toBe("ok");
  expect(rows?.rows[0]).toMatchObject({ n: 256, first: 250, last: 250 });
  again.close();
});
