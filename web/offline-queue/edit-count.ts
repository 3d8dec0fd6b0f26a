/** “1 edit”, “3 edits”. */
export function editCount(count: number): string {
  return `${count} ${count === 1 ? "edit" : "edits"}`;
}
