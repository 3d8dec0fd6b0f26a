import type { JSX } from "solid-js";
import { chosenCount } from "../../bulk/bulk-acts.ts";
import { ordersText } from "../../bulk/bulk-words.ts";
import type { Command } from "../../shell/commands.ts";
import { useConventions } from "../../ui/locale.ts";
import { MenuPopup } from "../../ui/menu-popup.tsx";
import { numberText } from "../../ui/number-text.ts";
import type { MenuPlace } from "./grid-controller.ts";
import { rowEntries } from "./row-entries.ts";
import type { RowAt } from "./row-entries.ts";
import { actsOnSelection, selectionEntries } from "./selection-entries.ts";

/** What one can do with the keyboard's row, for the palette. */
export function rowCommands(at: RowAt): readonly Command[] {
  return rowEntries(at).flatMap((entry): Command[] =>
    "onSelect" in entry ? [{ label: entry.label, group: `Order ${at.row.number}`, words: "row", icon: entry.icon, refused: entry.blocked, run: entry.onSelect }] : [],
  );
}

interface RowMenuProps {
  readonly at: RowAt;
  readonly place: MenuPlace;
  readonly giveBack: () => void;
}

/** One for the whole grid, hung on the row that asked, or standing where the pointer asked: for that row, or for all that are chosen with it. */
export function RowMenu(props: RowMenuProps): JSX.Element {
  const conventions = useConventions();
  const { controller, row, store } = props.at;
  // As it was when it opened: what it acts on does not change under the pointer.
  const several = actsOnSelection(props.at);
  const count = chosenCount(store);
  const orders = count === null ? "All orders that match" : ordersText(count, (n) => numberText(n, conventions().locale));
  return (
    <MenuPopup
      anchor={props.place.anchor}
      at={props.place.at}
      label={several ? `Actions on ${orders}` : `Actions on order ${row.number}`}
      entries={several ? [{ heading: orders }, ...selectionEntries(props.at)] : [{ heading: row.number }, ...rowEntries(props.at)]}
      align={props.place.from ? "start" : "end"}
      giveBack={props.giveBack}
      onClose={() => controller.setMenu(null)}
    />
  );
}
