import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { root } from "./paths.ts";

/** The two roles of database; each has a folder of migrations and a record of its own. */
export const roles = ["control", "tenant"] as const;
export type Role = (typeof roles)[number];

/**
 * A part of a migration. libSQL takes a transaction back that is older than five seconds while
 * anybody waits to write, its own checkpoint included; it looks between two statements. So what
 * goes through all orders of a large installation is written as steps, each begun by a line:
 *
 * - `--> step`: its statements in one transaction; all of a migration without such lines is this.
 * - `--> step over TABLE by N`: its statements for so many rows after another, by rowid, each time
 *   in one transaction. They name `:from` and `:to`. Others may write meanwhile: triggers come in
 *   a step before, and what is filled in is the same as what they would have left.
 * - `--> step alone`: one statement that takes as long as it takes, an index of a large table. It
 *   is no transaction of ours, so it does no harm if it is done twice: `IF NOT EXISTS`.
 */
export type Step =
  | { readonly kind: "whole" | "alone"; readonly statements: readonly string[] }
  | { readonly kind: "over"; readonly table: string; readonly by: number; readonly statements: readonly string[] };

export interface Migration {
  readonly tag: string;
  readonly hash: string;
  /** What it had before it was cut into steps: databases have it on record. */
  readonly formerly: string | undefined;
  readonly steps: readonly Step[];
}

/** drizzle-kit's list of what it generated, in the order to apply. */
const journalSchema = v.object({ entries: v.array(v.object({ tag: v.string() })) });

/** In the order to apply. */
export function migrationsOf(role: Role): Migration[] {
  const dir = join(root, "migrations", role);
  const journal = join(dir, "meta/_journal.json");
  if (!existsSync(journal)) return [];
  const content: unknown = JSON.parse(readFileSync(journal, "utf8"));
  return v.parse(journalSchema, content).entries.map(({ tag }) => {
    const sql = readFileSync(join(dir, `${tag}.sql`), "utf8");
    return { tag, hash: createHash("sha256").update(sql).digest("hex"), formerly: /^--> formerly (\w+)$/mu.exec(sql)?.[1], steps: stepsOf(sql.replace(/^--> formerly .*$/mu, "")) };
  });
}

function stepsOf(sql: string): Step[] {
  const [before = "", ...cut] = sql.split(/^--> step(?: (?<how>.*))?$/mu);
  const steps: Step[] = before.trim() === "" ? [] : [{ kind: "whole", statements: statementsOf(before) }];
  for (let i = 0; i < cut.length; i += 2) steps.push(stepOf(cut[i] ?? "", statementsOf(cut[i + 1] ?? "")));
  return steps;
}

function stepOf(how: string, statements: string[]): Step {
  if (how === "") return { kind: "whole", statements };
  if (how === "alone" && statements.length === 1) return { kind: "alone", statements };
  const [, table, by] = /^over (\w+) by (\d+)$/u.exec(how) ?? [];
  if (table === undefined || by === undefined) throw new Error(`A migration has a step that is not understood: ${how}`);
  return { kind: "over", table, by: Number(by), statements };
}

function statementsOf(sql: string): string[] {
  return sql.split("--> statement-breakpoint").filter((part) => part.trim() !== "");
}
