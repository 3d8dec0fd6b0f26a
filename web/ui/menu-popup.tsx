import { DropdownMenu } from "@kobalte/core/dropdown-menu";
import IconCheck from "~icons/lucide/check";
import { For, type JSX, Match, Show, Switch } from "solid-js";
import { Dynamic } from "solid-js/web";
import { cx } from "./cx.ts";
import { Kbd } from "./kbd.tsx";
import type { MenuAction, MenuEntry } from "./menu.tsx";

export interface MenuPopupProps {
  readonly anchor: HTMLElement;
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly align: "start" | "end";
  /** A point of the window to open at, in place of the anchor. */
  readonly at?: { readonly x: number; readonly y: number } | undefined;
  readonly onClose: () => void;
  /** Takes the focus when it closes; left out: the anchor. */
  readonly giveBack?: (() => void) | undefined;
}

/** Only `Menu` renders this, and only while open. */
export function MenuPopup(props: MenuPopupProps): JSX.Element {
  // Kept: by the time that the menu gives back the focus, the open state that held it is gone.
  const { anchor, at, giveBack } = props;
  const choice = () => props.entries.some((entry) => "checked" in entry);
  let content: HTMLElement | undefined;
  return (
    <DropdownMenu
      open
      modal={false}
      onOpenChange={(open) => open || props.onClose()}
      getAnchorRect={() => at ?? anchor.getBoundingClientRect()}
      placement={props.align === "end" ? "bottom-end" : "bottom-start"}
      gutter={at ? 0 : 4}
      overflowPadding={8}
      fitViewport
    >
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          ref={(element: HTMLElement) => {
            content = element;
            // A touch chooses when the finger is lifted and closes the menu: the click that the browser makes of it would
            // fall on what lies beneath, or on what has just been opened there. On the element, since it is gone by then.
            element.addEventListener("touchend", (event) => event.cancelable && event.preventDefault());
          }}
          aria-label={props.label}
          class="settle z-50 max-h-(--kb-popper-content-available-height) max-w-80 min-w-44 overflow-y-auto rounded-l border border-line-strong bg-raised p-1 shadow-lift outline-none"
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            // Its entries are mounted one turn later.
            setTimeout(() => content?.querySelector<HTMLElement>('[role^="menuitem"]:not([data-disabled])')?.focus());
          }}
          onCloseAutoFocus={(event) => {
            // Kobalte would give the focus to its own trigger, which is not there.
            event.preventDefault();
            // What the chosen entry opened may have it already.
            if (document.activeElement === null || document.activeElement === document.body) (giveBack ?? (() => anchor.focus({ preventScroll: true })))();
          }}
          // The browser's own would lie over this one.
          onContextMenu={(event: MouseEvent) => event.preventDefault()}
          onInteractOutside={(event) => {
            // The trigger's own click closes; closed before it, the click would open the menu again.
            if (anchor instanceof HTMLButtonElement && event.target instanceof Node && anchor.contains(event.target)) event.preventDefault();
          }}
        >
          <For each={props.entries}>
            {(entry) => (
              <Switch>
                <Match when={"line" in entry && entry}>
                  <DropdownMenu.Separator class="my-1 border-line" />
                </Match>
                <Match when={"heading" in entry && entry}>
                  {(heading) => <div class="px-2 py-1 text-xs font-medium text-ink-faint">{heading().heading}</div>}
                </Match>
                <Match when={"label" in entry && entry}>{(action) => <Entry action={action()} choice={choice()} />}</Match>
              </Switch>
            )}
          </For>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu>
  );
}

const entryClass =
  "flex min-h-(--control) items-center gap-2 rounded-m px-2 py-1 outline-none select-none data-disabled:text-ink-faint data-highlighted:bg-hover";

function Entry(props: { readonly action: MenuAction; readonly choice: boolean }): JSX.Element {
  const inside = () => (
    <>
      <Show when={props.choice}>
        <span class="w-4 shrink-0">
          <Show when={props.action.checked}>
            <IconCheck class="size-4 text-harbour" aria-hidden="true" />
          </Show>
        </span>
      </Show>
      <Show when={props.action.icon}>{(icon) => <Dynamic component={icon()} class="size-4 shrink-0 opacity-80" aria-hidden="true" />}</Show>
      <Show when={props.action.lead}>{(lead) => lead()()}</Show>
      <span class="min-w-0 flex-1">
        <span class="block truncate">{props.action.label}</span>
        <Show when={props.action.blocked}>{(reason) => <span class="block text-sm text-pretty">{reason()}</span>}</Show>
      </span>
      <Show when={props.action.hint}>{(hint) => <span class="shrink-0 text-sm text-ink-faint">{hint()}</span>}</Show>
      <Show when={props.action.shortcut}>{(keys) => <span class="flex pointer-coarse:hidden"><Kbd keys={keys()} /></span>}</Show>
    </>
  );
  const shared = () => ({
    textValue: props.action.label,
    disabled: props.action.blocked !== undefined,
    onSelect: props.action.onSelect,
    class: cx(entryClass, props.action.danger && "text-danger"),
  });
  return (
    <Show when={props.action.checked !== undefined} fallback={<DropdownMenu.Item {...shared()}>{inside()}</DropdownMenu.Item>}>
      <DropdownMenu.CheckboxItem {...shared()} closeOnSelect checked={props.action.checked ?? false}>
        {inside()}
      </DropdownMenu.CheckboxItem>
    </Show>
  );
}
