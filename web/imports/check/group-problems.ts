import type { ImportPreview } from "../../../domain/import/spec.ts";

export interface ProblemGroup {
  readonly rows: readonly number[];
  readonly reason: string;
}

/** One bad row rejects its whole order, so the same sentence stands for many rows: said once, where it first came. */
export function groupProblems(problems: ImportPreview["problems"]): ProblemGroup[] {
  const groups = new Map<string, number[]>();
  for (const { row, reason } of problems) {
    const rows = groups.get(reason);
    if (rows) rows.push(row);
    else groups.set(reason, [row]);
  }
  return [...groups].map(([reason, rows]) => ({ reason, rows }));
}

/** Ascending numbers as ranges: “1–11, 13”. */
export function rangesText(rows: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const row of rows) {
    const last = ranges.at(-1);
    if (last && row === last[1] + 1) last[1] = row;
    else ranges.push([row, row]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(", ");
}
