import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { root } from "../../scripts/paths.ts";

const RULE = /^- \*\*([A-Z]+\d*\.\d+)\*\*/gmu;
const CITED = /\[([A-Z]+\d*\.\d+(?:, [A-Z]+\d*\.\d+)*)\]/u;

function rulesOf(spec: string): string[] {
  return [...spec.matchAll(RULE)].map((m) => m[1] ?? "");
}

/** Titles of `it(…)` and `test(…)`, `it.each(…)(…)` included, read from the syntax so that comments and strings elsewhere do not count. */
function titlesOf(file: string): string[] {
  const titles: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(it|test)(\.|\(|$)/u.test(node.expression.getText())) {
      const [title] = node.arguments;
      if (title && (ts.isStringLiteral(title) || ts.isNoSubstitutionTemplateLiteral(title))) titles.push(title.text);
      else if (title && ts.isTemplateExpression(title)) titles.push(title.getText());
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(join(root, file), "utf8"), ts.ScriptTarget.Latest, true));
  return titles;
}

const rules = rulesOf(readFileSync(join(root, "SPEC.md"), "utf8"));
const titles = globSync("test/**/*.test.ts", { cwd: root }).flatMap((file) => titlesOf(file).map((title) => ({ file, title, cites: CITED.exec(title)?.[1]?.split(", ") ?? [] })));

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
