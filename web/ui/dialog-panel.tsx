import { Dialog as Kobalte } from "@kobalte/core/dialog";
import IconX from "~icons/lucide/x";
import { type JSX, Show, untrack } from "solid-js";
import { IconButton } from "./button.tsx";
import { cx } from "./cx.ts";
import type { DialogProps } from "./dialog.tsx";
import { catchLostFocus } from "./rest-focus.ts";

const widths = { s: "max-w-100", m: "max-w-140", l: "max-w-190" };

/** Only `Dialog` renders this, and only while open. */
export function DialogPanel(props: DialogProps): JSX.Element {
  const opener = document.activeElement;
  let content: HTMLElement | undefined;
  const side = () => props.kind === "side";
  const stay = (event: Event) => {
    if (props.mustAnswer) event.preventDefault();
  };
  return (
    <Kobalte open modal onOpenChange={(open) => open || props.onClose()}>
      <Kobalte.Portal>
        <Kobalte.Overlay class="fixed inset-0 z-40 bg-scrim" />
        <div class={cx("pointer-events-none fixed inset-0 z-40 flex", side() ? "justify-end" : "items-start justify-center p-4 pt-[12vh] max-md:items-end max-md:p-0")}>
          <Kobalte.Content
            class={cx(
              "pointer-events-auto flex w-full flex-col bg-raised shadow-lift outline-none",
              widths[props.width ?? (side() ? "m" : "s")],
              side()
                ? "slide-in h-full border-l border-line-strong"
                : "settle max-h-[76vh] rounded-l border border-line-strong max-md:max-h-[92dvh] max-md:max-w-none max-md:rounded-b-none",
            )}
            ref={content}
            onOpenAutoFocus={(event) => {
              // Where one types, else the dialog itself: never the cross, whose tooltip would cover the title.
              event.preventDefault();
              const first = content?.querySelector<HTMLElement>("[autofocus]") ?? content?.querySelector<HTMLElement>("input, select, textarea") ?? content;
              // It runs within an effect of Kobalte's: what a left box's `onBlur` reads would be tracked, and the effect
              // would run again and give the focus back behind the dialog.
              untrack(() => first?.focus());
            }}
            onEscapeKeyDown={stay}
            onInteractOutside={stay}
            onCloseAutoFocus={(event) => {
              // Kobalte knows no trigger here; whoever opened it, a cell or a menu, gets the focus back.
              event.preventDefault();
              if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
              // What was done here may have taken the opener away.
              catchLostFocus();
            }}
          >
            <div class="flex items-start gap-2 border-b border-line py-2 pr-2 pl-4">
              <div class="min-w-0 flex-1 py-1">
                <Kobalte.Title class="text-lg font-semibold">{props.title}</Kobalte.Title>
                <Show when={props.description}>
                  {(text) => <Kobalte.Description class="text-ink-soft">{text()}</Kobalte.Description>}
                </Show>
              </div>
              <Show when={!props.mustAnswer}>
                <IconButton icon={IconX} label="Close" shortcut="escape" onClick={() => props.onClose()} />
              </Show>
            </div>
            <div class="min-h-0 flex-1 overflow-y-auto p-4">{props.children}</div>
            <Show when={props.footer}>
              <div class="flex flex-wrap justify-end gap-2 border-t border-line px-4 py-3">{props.footer}</div>
            </Show>
          </Kobalte.Content>
        </div>
      </Kobalte.Portal>
    </Kobalte>
  );
}
