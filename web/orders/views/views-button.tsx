import IconBookmark from "~icons/lucide/bookmark";
import IconChevronDown from "~icons/lucide/chevron-down";
import { For, type JSX, Show, createSignal } from "solid-js";
import { useScope } from "../../session/organization-scope.tsx";
import { useShortcut } from "../../shell/shortcuts.ts";
import { cx } from "../../ui/cx.ts";
import { onDemand } from "../../ui/on-demand.tsx";
import { searchOf } from "./opened-mark.ts";
import { guessedStarred } from "./starred-guess.ts";
import type { StarredView } from "./starred-guess.ts";
import type { ViewDesk } from "./view-desk.ts";

const panel = onDemand(() => import("./views-panel.tsx").then((module) => module.ViewsPanel));

const TAB = "quick -mb-px flex shrink-0 items-center gap-1.5 border-b-2 px-2 whitespace-nowrap outline-offset-[-3px]";

interface ViewsButtonProps {
  /** Undefined until its code is there. */
  readonly desk: ViewDesk | undefined;
  /** Named by the address. */
  readonly openedId: string | null;
  readonly onLoad: () => void;
}

/** Saved views (L5), before the quick filters: the starred ones at once, all others behind one button. */
export function ViewsButton(props: ViewsButtonProps): JSX.Element {
  const scope = useScope();
  const guess = guessedStarred(scope);
  const starred = (): readonly StarredView[] => (props.desk?.store.views() ? props.desk.store.starred() : guess);
  const [open, setOpen] = createSignal(false);
  let anchor: HTMLButtonElement | undefined;
  const close = () => {
    setOpen(false);
    anchor?.focus();
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
      <For each={starred()}>
        {(saved) => (
          <a
            href={scope.path(`/orders${searchOf(saved.query, saved)}`)}
            link
            aria-current={saved.id === props.openedId ? "page" : undefined}
            title={saved.name}
            class={cx(TAB, "max-w-48 max-md:hidden", saved.id === props.openedId ? "border-harbour font-medium text-ink" : "border-transparent text-ink-soft hover:text-ink")}
          >
            <span class="truncate">{saved.name}</span>
          </a>
        )}
      </For>
      <Show when={open() && props.desk}>{(desk) => <panel.View of={{ desk: desk(), anchor: () => anchor, onClose: close }} onFailed={close} />}</Show>
    </nav>
  );
}
