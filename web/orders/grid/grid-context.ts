import { createContext, useContext } from "solid-js";
import type { Accessor } from "solid-js";
import type { Present } from "../../../domain/live.ts";
import type { ColumnChoice } from "../column-choice.ts";
import type { OrderColumn } from "../columns.ts";
import type { Grouping, Line } from "../lines.ts";
import type { OrdersStore } from "../orders-store.ts";
import type { ColumnLayout } from "./column-layout.ts";
import type { CellPlace, GridController } from "./grid-controller.ts";

/** What every row of one grid shares. */
export interface Grid {
  readonly store: OrdersStore;
  readonly controller: GridController;
  /** Columns on the screen, in their order. */
  readonly columns: Accessor<readonly OrderColumn[]>;
  readonly choice: ColumnChoice;
  readonly layout: ColumnLayout;
  /** The element that scrolls. */
  readonly box: Accessor<HTMLElement | undefined>;
  /** The one cell that Tab reaches: where the keyboard is, or would begin. */
  readonly tabStop: Accessor<CellPlace | null>;
  /** A narrow screen: rows are cards. */
  readonly compact: Accessor<boolean>;
  /** What is pressed is pressed by fingers. */
  readonly finger: boolean;
  /** Pixels. */
  readonly rowHeight: Accessor<number>;
  /** Null for one list without groups. */
  readonly grouping: Grouping | null;
  readonly setOpen: (key: string, open: boolean) => void;
  /** Index among the loaded lines. */
  readonly indexOf: (line: Line) => number;
  /** For assistive technology: the number of a line among all of the list, from 1; undefined if unknown. */
  readonly placeOf: (line: Line) => number | undefined;
  /** Who is on an order now. */
  readonly peopleOn: (orderId: string) => readonly Present[];
  readonly hrefOf: (orderId: string) => string;
}

export const GridContext = createContext<Grid>();

export function useGrid(): Grid {
  const grid = useContext(GridContext);
  if (!grid) throw new Error("useGrid stands outside of the grid");
  return grid;
}
