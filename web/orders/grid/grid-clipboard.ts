import type { ApiScope } from "../../api.ts";
import type { Conventions } from "../../ui/locale.ts";
import { toast } from "../../ui/toasts.ts";
import type { onClipboard } from "../clipboard/on-clipboard.ts";
import type { OrderColumn } from "../columns.ts";
import type { OrdersStore } from "../orders-store.ts";
import type { CellPlace, GridController } from "./grid-controller.ts";

export interface ClipboardSource {
  readonly store: OrdersStore;
  readonly controller: GridController;
  readonly scope: ApiScope;
  readonly columns: () => readonly OrderColumn[];
  readonly conventions: () => Conventions;
  readonly at: () => CellPlace | null;
}

export interface GridClipboard {
  /** Fetches the code: when one copies there is no time for it. */
  readonly prepare: () => void;
  /** Copies, or pastes. */
  readonly on: (event: ClipboardEvent) => void;
}

/** Copies cells, or the chosen rows, and pastes as a spreadsheet does (L9): what it does comes when the grid has the focus. */
export function createGridClipboard(source: ClipboardSource): GridClipboard {
  let code: { readonly onClipboard: typeof onClipboard } | undefined;
  const load = async () => (code ??= await import("../clipboard/on-clipboard.ts"));
  return {
    prepare: () => void load().catch(() => undefined), // it is tried again, and then said
    on(event) {
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (code) return code.onClipboard(source, event, text);
      if (getSelection()?.isCollapsed === false) return;
      event.preventDefault();
      load().then((loaded) => loaded.onClipboard(source, event, text, true), () => toast(`The ${event.type} could not be done. Check the connection and try again.`, { tone: "error", key: "clipboard" }));
    },
  };
}
