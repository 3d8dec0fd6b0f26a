import { readFile } from "node:fs/promises";
import * as v from "valibot";
import { parseAst, transformWithEsbuild } from "vite";

/** A source file without its types, and the tree of it. */
export interface Syntax {
  readonly code: string;
  readonly program: unknown;
}

/** Reads a TypeScript file with the tools of the build; comments and types are gone. */
export async function syntaxOf(file: string): Promise<Syntax> {
  const { code } = await transformWithEsbuild(await readFile(file, "utf8"), file, {
    charset: "utf8",
    target: "esnext",
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  });
  return { code, program: parseAst(code) };
}

const spanSchema = v.object({ start: v.number(), end: v.number() });
const callSchema = v.object({
  type: v.literal("CallExpression"),
  callee: spanSchema,
  arguments: v.array(spanSchema),
});

/** Every call in the file, as the text of what is called and of each argument. */
export function callsIn({ code, program }: Syntax): { callee: string; args: string[] }[] {
  const text = ({ start, end }: { start: number; end: number }): string => code.slice(start, end);
  const calls: { callee: string; args: string[] }[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    if (v.is(callSchema, node)) calls.push({ callee: text(node.callee), args: node.arguments.map(text) });
    for (const child of Object.values(node)) visit(child);
  };
  visit(program);
  return calls;
}
