import { type JSX, Suspense, lazy } from "solid-js";
import { rowEntries } from "./row-entries.ts";
import type { RowAt } from "./row-entries.ts";

const MenuPopup = lazy(() => import("../../ui/menu-popup.tsx").then((module) => ({ default: module.MenuPopup })));

/** One for the whole grid, hung on the row that asked. */
export function RowMenu(props: { readonly at: RowAt; readonly anchor: HTMLElement; readonly giveBack: (() => void) | undefined }): JSX.Element {
  return (
    <Suspense>
      <MenuPopup anchor={props.anchor} label={`Actions on order ${props.at.row.number}`} entries={rowEntries(props.at)} align="end" giveBack={props.giveBack} onClose={() => props.at.controller.setMenu(null)} />
    </Suspense>
  );
}
