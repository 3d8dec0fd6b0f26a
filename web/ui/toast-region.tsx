import IconCircleAlert from "~icons/lucide/circle-alert";
import IconCircleCheck from "~icons/lucide/circle-check";
import IconX from "~icons/lucide/x";
import { For, type JSX, Show } from "solid-js";
import { IconButton } from "./button.tsx";
import { dismissToast, pauseToast, resumeToast, toasts } from "./toasts.ts";

/** Mounted once, above the bar in which a page is saved. `data-kb-top-layer` tells Kobalte's dialogs that a press here is not a press outside of them. */
export function ToastRegion(): JSX.Element {
  // Who reached for a toast by keyboard goes back to their work when it is gone.
  let region: HTMLElement | undefined;
  let before: HTMLElement | undefined;
  const dismiss = (id: number) => {
    if (region?.contains(document.activeElement)) before?.focus();
    dismissToast(id);
  };
  return (
    <section
      ref={region}
      onFocusIn={(event) => {
        const from = event.relatedTarget;
        if (from instanceof HTMLElement && !event.currentTarget.contains(from)) before = from;
      }}
      aria-label="Notifications"
      aria-live="polite"
      data-kb-top-layer
      class="pointer-events-none fixed inset-x-0 bottom-14 z-45 mx-auto flex w-100 max-w-[calc(100vw-32px)] flex-col gap-2 max-md:bottom-37"
    >
      <For each={toasts()}>
        {(one) => (
          <div
            role={one.tone === "error" ? "alert" : undefined}
            class="settle pointer-events-auto flex min-h-10 items-center gap-2 rounded-l border border-line-strong bg-raised py-1 pr-1 pl-3 shadow-lift"
            onPointerEnter={() => pauseToast(one.id)}
            onPointerLeave={() => resumeToast(one)}
            onFocusIn={() => pauseToast(one.id)}
            onFocusOut={() => resumeToast(one)}
          >
            <Show when={one.tone === "done"}>
              <IconCircleCheck data-color="green" class="size-4 shrink-0 text-dot" aria-hidden="true" />
            </Show>
            <Show when={one.tone === "error"}>
              <IconCircleAlert class="size-4 shrink-0 text-danger" aria-hidden="true" />
            </Show>
            <p class="min-w-0 flex-1 py-1 break-words">{one.text}</p>
            <Show when={one.action}>
              {(action) => (
                <button
                  type="button"
                  class="control quick rounded-m px-2 font-medium text-harbour hover:bg-hover"
                  onClick={() => {
                    action().onSelect();
                    dismiss(one.id);
                  }}
                >
                  {action().label}
                </button>
              )}
            </Show>
            <IconButton icon={IconX} label="Dismiss" onClick={() => dismiss(one.id)} />
          </div>
        )}
      </For>
    </section>
  );
}
