import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../../scripts/paths.ts";
import { callsIn, syntaxOf } from "../harness/syntax.ts";

const RULE = /^- \*\*([A-Z]+\d*\.\d+)\*\*/gmu;
const CITED = /\[([A-Z]+\d*\.\d+(?:, [A-Z]+\d*\.\d+)*)\]/u;

function rulesOf(spec: string): string[] {
  return [...spec.matchAll(RULE)].map((m) => m[1] ?? "");
}

/** Titles of `it(…)` and `test(…)`, `it.each(…)(…)` included, read from the syntax so that comments and strings elsewhere do not count. */
async function titlesOf(file: string): Promise<string[]> {
  const calls = callsIn(await syntaxOf(join(root, file)));
  return calls.flatMap(({ callee, args: [title] }) => (/^(it|test)(\.each|\(|$)/u.test(callee) && title !== undefined && /^["'`]/u.test(title) ? [title.slice(1, -1)] : []));
}

const rules = rulesOf(readFileSync(join(root, "SPEC.md"), "utf8"));
const files = globSync("test/**/*.test.ts", { cwd: root });
const titles = (await Promise.all(files.map(async (file) => ({ file, found: await titlesOf(file) })))).flatMap(
  ({ file, found }) => found.map((title) => ({ file, title, cites: CITED.exec(title)?.[1]?.split(", ") ?? [] })),
);

describe("SPEC.md", () => {
  it("numbers each rule once [RUN.90]", () => {
    expect(rules.filter((r, i) => rules.indexOf(r) !== i)).toEqual([]);
    expect(rules.length).toBeGreaterThan(50);
  });

  it("has a test for each of its rules [RUN.91]", () => {
    const cited = new Set(titles.flatMap((t) => t.cites));
    expect(rules.filter((r) => !cited.has(r))).toEqual([]);
  });

  it("has the rule that each test cites, and each test cites one [RUN.92]", () => {
    const known = new Set(rules);
    expect(titles.filter((t) => t.cites.length === 0 || t.cites.some((c) => !known.has(c))).map((t) => `${t.file}: ${t.title}`)).toEqual([]);
  });
});
