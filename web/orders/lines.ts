import type { Accessor, Component } from "solid-js";
import type { GroupField } from "../../domain/group-field.ts";

/**
 * What the grid draws one below the other: rows by the ids of their orders, and in a
 * grouped list (L5) headings and what stands for rows that are not there yet.
 */
export type Line = string;

/** Where the keyboard is in a line that is no row. */
export const LINE_COLUMN = "line";

export function isRow(line: Line): boolean {
  return !line.includes(":");
}

export function headingLine(key: string): Line {
  return `group:${key}`;
}

/** The group whose heading a line is; null if it is none. */
export function headingKey(line: Line): string | null {
  return line.startsWith("group:") ? line.slice("group:".length) : null;
}

/** What a list is besides a list when it is grouped. Its code is loaded with the first grouping. */
export interface Grouping {
  readonly field: GroupField;
  readonly lines: Accessor<readonly Line[]>;
  /** Draws a line that is no row. */
  readonly Line: Component<{ readonly id: Line }>;
  /** The heading under which a line stands; itself if it is one. */
  readonly headingOf: (line: Line) => Line | undefined;
  readonly isOpen: (key: string) => boolean;
  readonly setOpen: (key: string, open: boolean) => void;
  readonly setAllOpen: (open: boolean) => void;
  /** Reads again what could not be read of a group. */
  readonly retryGroup: (key: string) => void;
  /** Orders of the whole list; null while they are not all added up. */
  readonly count: Accessor<number | null>;
  /** Its numbers are those of the newest orders only. */
  readonly bounded: Accessor<boolean>;
  /** For assistive technology: the number of a line among all of the list, from 1; undefined if unknown. */
  readonly place: (line: Line) => number | undefined;
  /** All lines, as far as groups are open. */
  readonly size: Accessor<number>;
}
