import { type JSX, Show, createSignal } from "solid-js";
import type { Icon } from "./icon.ts";
import { onDemand } from "./on-demand.tsx";

export interface MenuAction {
  readonly label: string;
  readonly onSelect: () => void;
  readonly icon?: Icon;
  /** In place of the icon, such as an avatar. */
  readonly lead?: () => JSX.Element;
  /** A second, fainter word. */
  readonly hint?: string;
  readonly shortcut?: string;
  readonly danger?: boolean;
  /** Why it cannot be done now; the entry stays in sight. */
  readonly blocked?: string | undefined;
  /** Makes it one of a choice: true carries the mark. */
  readonly checked?: boolean;
}
export type MenuEntry = MenuAction | { readonly heading: string } | { readonly line: true };

/** Spread on the button that opens the menu. */
export interface MenuTriggerProps {
  readonly ref: (element: HTMLElement) => void;
  readonly "aria-haspopup": "menu";
  readonly "aria-expanded": boolean;
  readonly onClick: () => void;
  readonly onPointerEnter: () => void;
  readonly onFocus: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

export interface MenuProps {
  readonly label: string;
  /** Read anew each time that it opens. */
  readonly entries: () => readonly MenuEntry[];
  readonly trigger: (props: MenuTriggerProps) => JSX.Element;
  readonly align?: "start" | "end";
}

const popup = onDemand(() => import("./menu-popup.tsx").then((module) => module.MenuPopup));

/** The button is there at once; Kobalte's menu (30 kB) is fetched when somebody reaches for it. */
export function Menu(props: MenuProps): JSX.Element {
  const [open, setOpen] = createSignal(false);
  let anchor: HTMLElement | undefined;
  const trigger = props.trigger({
    ref: (element) => {
      anchor = element;
    },
    "aria-haspopup": "menu",
    get "aria-expanded"() {
      return open();
    },
    onClick: () => setOpen((before) => !before),
    onPointerEnter: popup.prepare,
    onFocus: popup.prepare,
    onKeyDown: (event) => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      event.preventDefault();
      setOpen(true);
    },
  });
  return (
    <>
      {trigger}
      <Show when={open() && anchor}>
        {(from) => (
          <popup.View
            of={{ anchor: from(), label: props.label, entries: props.entries(), align: props.align ?? "start", onClose: () => setOpen(false) }}
            onFailed={() => setOpen(false)}
          />
        )}
      </Show>
    </>
  );
}
