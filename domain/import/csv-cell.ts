/**
 * Cells of the files that we write. A cell that a spreadsheet would run as a formula
 * gets an apostrophe in front; one that a person typed with apostrophes gets one
 * more, so that taking one off again is exact. Plain numbers are no formulas and
 * stay numbers.
 */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/u;
const NUMBER = /^[+-]?\d+(?:[.,]\d+)*$/u;
const GUARDED = /^'+[=+\-@\t\r\n＝＋－＠]/u;

export function guarded(cell: string): string {
  return FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;
}

export function unguarded(cell: string): string {
  return GUARDED.test(cell) ? cell.slice(1) : cell;
}

/** One record, quoted where it must be, ended as RFC 4180 has it. */
export function csvRecord(cells: readonly string[], delimiter = ","): string {
  return `${cells.map((cell) => quoted(guarded(cell), delimiter)).join(delimiter)}\r\n`;
}

function quoted(cell: string, delimiter: string): string {
  // A blank at either end would be trimmed by some readers.
  return cell.includes(delimiter) || /["\r\n]|^\s|\s$/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
