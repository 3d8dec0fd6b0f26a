import IconBookmark from "~icons/lucide/bookmark";
import IconChevronDown from "~icons/lucide/chevron-down";
import { For, type JSX, Show, createSignal } from "solid-js";
import { useShortcut } from "../../shell/shortcuts.ts";
import { cx } from "../../ui/cx.ts";
import { onDemand } from "../../ui/on-demand.tsx";
import type { ViewDesk } from "./view-desk.ts";

const panel = onDemand(() => import("./views-panel.tsx").then((module) => module.ViewsPanel));

const TAB = "quick -mb-px flex shrink-0 items-center gap-1.5 border-b-2 px-2 whitespace-nowrap outline-offset-[-3px]";

/** Saved views (L5), before the quick filters: the starred ones at once, all others behind one button. */
export function ViewsButton(props: { readonly desk: ViewDesk | undefined; readonly onLoad: () => void }): JSX.Element {
  const [open, setOpen] = createSignal(false);
  let anchor: HTMLButtonElement | undefined;
  const close = () => {
    setOpen(false);
    anchor?.focus();
  };
  const openedId = () => {
    const opened = props.desk?.opened();
    return opened?.kind === "open" ? opened.saved.id : null;
  };
  const prepare = () => {
    props.onLoad();
    panel.prepare();
  };
  function show(): void {
    prepare();
    setOpen(true);
  }
  useShortcut("v", "Saved views", show);
  return (
    <nav aria-label="Saved views" class="flex max-w-1/2 shrink-0 items-stretch gap-0.5 overflow-x-auto border-r border-line px-2 [scrollbar-width:none]">
      <button
        ref={anchor}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open()}
        data-tip=""
        data-keys="v"
        class={cx(TAB, "border-transparent text-ink-soft hover:text-ink aria-expanded:text-ink")}
        onClick={() => (open() ? close() : show())}
        onPointerEnter={prepare}
        onFocus={prepare}
      >
        <IconBookmark class="size-4" aria-hidden="true" />
        Views
        <IconChevronDown class="size-3.5 text-ink-faint" aria-hidden="true" />
      </button>
      <For each={props.desk?.store.starred()}>
        {(saved) => (
          <a
            href={props.desk?.hrefOf(saved)}
            link
            aria-current={saved.id === openedId() ? "page" : undefined}
            title={saved.name}
            class={cx(TAB, "max-w-48 max-md:hidden", saved.id === openedId() ? "border-harbour font-medium text-ink" : "border-transparent text-ink-soft hover:text-ink")}
          >
            <span class="truncate">{saved.name}</span>
          </a>
        )}
      </For>
      <Show when={open() && props.desk}>{(desk) => <panel.View of={{ desk: desk(), anchor: () => anchor, onClose: close }} onFailed={close} />}</Show>
    </nav>
  );
}
