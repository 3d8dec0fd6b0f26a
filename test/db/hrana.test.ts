import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SqlError } from "../../db/hrana-batch.ts";
import { Hrana } from "../../db/hrana.ts";
import { startSqld } from "../../scripts/sqld.ts";
import type { Sqld } from "../../scripts/sqld.ts";
import { TcpProxy } from "../faults/tcp-proxy.ts";

let dir: string;
let sqld: Sqld;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "quayside-hrana-"));
  sqld = await startSqld(dir);
  await at().batch([{ sql: "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL)" }], "write");
});

afterEach(async () => {
  await sqld.kill();
  await rm(dir, { recursive: true, force: true });
});

const at = (url = sqld.url) => new Hrana({ url, token: "" });
const insert = (text: string | null) => ({ sql: "INSERT INTO note (text) VALUES (:text)", args: { text } });
const texts = async () => (await at().execute({ sql: "SELECT text FROM note ORDER BY id" })).map((r) => r["text"]);

describe("the line to the database", () => {
  it("carries texts, numbers and nothing there and back as they were [N5.31]", async () => {
    const args = { a: "zoë 李 \" \\ \u0001", b: 42, c: -1.5, d: null, e: Number.MAX_SAFE_INTEGER, f: "" };
    expect(await at().execute({ sql: "SELECT :a AS a, :b AS b, :c AS c, :d AS d, :e AS e, :f AS f, 7 + :b", args })).toEqual([{ ...args, "7 + :b": 49 }]);
  });

  it("goes on over the stream that the request before it used [N5.32]", async () => {
    const proxy = await TcpProxy.open(sqld.url);
    try {
      const fresh = proxy.count(/"baton":null/u);
      for (let i = 0; i < 10; i++) await at(proxy.url).batch([i % 2 === 0 ? { sql: "SELECT count(*) FROM note" } : insert(`${i}`)], i % 2 === 0 ? "read" : "write");
      expect(fresh()).toBe(1);
    } finally {
      await proxy.close();
    }
    expect(await texts()).toHaveLength(5);
  });

  it("begins anew when the server no longer knows the stream, and does the work once [N5.32]", async () => {
    await at().batch([insert("before")], "write");
    const port = Number(new URL(sqld.url).port);
    await sqld.kill();
    sqld = await startSqld(dir, port);
    await at().batch([insert("after")], "write");
    expect(await texts()).toEqual(["before", "after"]);
  });

  it("leaves no open transaction behind a batch that failed, for whoever uses the stream next [N5.33]", async () => {
    for (let i = 0; i < 5; i++) {
      const failing = at().batch([insert("half"), insert(null), insert("never")], "write");
      await expect(failing).rejects.toThrow(SqlError);
      await expect(failing).rejects.toMatchObject({ message: expect.stringContaining("NOT NULL constraint failed: note.text") });
      await at().batch([insert(`whole ${i}`)], "write");
    }
    expect(await texts()).toEqual(["whole 0", "whole 1", "whole 2", "whole 3", "whole 4"]);
  });

  it("writes parts together, and undoes one that is refused without the others [N5.50]", async () => {
    const outcomes = await at().writeAll([[insert("a"), insert("b")], [insert("half"), insert(null), insert("never")], [], [insert("c"), { sql: "SELECT text FROM note ORDER BY id" }]]);
    expect(outcomes[0]).toEqual({ rows: [[], []] });
    expect(outcomes[1]).toEqual({ refused: { code: expect.stringContaining("SQLITE_CONSTRAINT"), message: expect.stringContaining("NOT NULL constraint failed: note.text") } });
    expect(outcomes[2]).toEqual({ rows: [] });
    expect(outcomes[3]).toEqual({ rows: [[], [{ text: "a" }, { text: "b" }, { text: "c" }]] });
    expect(await texts()).toEqual(["a", "b", "c"]);
  });

  it("says that nobody knows, when the transaction was ended from within [N5.51]", async () => {
    // What a full disk does; the part after it begins a transaction of its own.
    const ended = at().writeAll([[insert("lost")], [{ sql: "ROLLBACK" }], [insert("alone")]]);
    await expect(ended).rejects.toThrow("did not end as it should");
    await expect(ended).rejects.not.toBeInstanceOf(SqlError);
    await at().batch([insert("after")], "write");
    expect(await texts()).toEqual(["alone", "after"]);
  });

  it("serves more requests at once than it keeps streams for [N5.34]", async () => {
    for (let round = 0; round < 4; round++) await Promise.all(Array.from({ length: 100 }, (_, i) => at().execute({ sql: "SELECT :i AS i", args: { i } }).then((rows) => expect(rows).toEqual([{ i }]))));
    await at().batch([insert("still there")], "write");
    expect(await texts()).toEqual(["still there"]);
  });

  it("serves more requests at once than the server answers at once [N5.34]", async () => {
    const many = Array.from({ length: 600 }, (_, i) => i);
    expect(await Promise.all(many.map(async (i) => (await at().execute({ sql: "SELECT :i AS i", args: { i } }))[0]?.["i"]))).toEqual(many);
  });

  it("gives up on an answer that begins and never ends [N5.55]", async () => {
    const server = createServer((_request, response) => {
      response.writeHead(200, { "Content-Type": "application/json", "Content-Length": "100" });
      response.write("{");
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const asked = at(`http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`).execute({ sql: "SELECT 1" });
      const outcome = asked.then(() => "answered", String);
      await once(server, "request");
      await sleep(200);
      await vi.advanceTimersByTimeAsync(31_000);
      expect(await outcome).toContain("abort");
    } finally {
      vi.useRealTimers();
      server.closeAllConnections();
      server.close();
    }
  });

  it("waits for its turn while somebody else writes, and while the server checkpoints [N5.35]", async () => {
    await Promise.all(Array.from({ length: 16 }, async (_, w) => {
      for (let i = 0; i < 15; i++) await at().batch([insert(`${w}.${i}`), { sql: "UPDATE note SET text = text || '' WHERE id % 7 = 0" }], "write");
    }));
    expect(new Set(await texts()).size).toBe(240);
  });
});
