import IconStar from "~icons/lucide/star";
import { For, type JSX, Show, createMemo, createSignal, onMount } from "solid-js";
import type { SavedView } from "../../../domain/saved-view.ts";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import { filterOptions } from "../../ui/filter-options.ts";
import { Popover } from "../../ui/popover.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { ownerWords } from "./owner-words.ts";
import type { ViewDesk } from "./view-desk.ts";

interface ViewsPanelProps {
  readonly desk: ViewDesk;
  readonly anchor: () => HTMLElement | undefined;
  readonly onClose: () => void;
}

/** All saved views: one's own first, then those that colleagues share. Typing finds, arrows move, Enter opens. */
export function ViewsPanel(props: ViewsPanelProps): JSX.Element {
  const { desk } = props;
  const [search, setSearch] = createSignal("");
  let find: HTMLDivElement | undefined;
  let list: HTMLDivElement | undefined;
  const found = createMemo(() => filterOptions(desk.store.views() ?? [], (view) => view.name, search()));
  const own = () => found().filter((view) => view.owner.id === desk.scope.user.id);
  const others = () => found().filter((view) => view.owner.id !== desk.scope.user.id);
  const links = () => [...(list?.querySelectorAll<HTMLElement>("a") ?? [])];
  onMount(() => setTimeout(() => find?.querySelector("input")?.focus()));

  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const typing = event.target instanceof HTMLInputElement;
    if (step !== undefined) {
      event.preventDefault();
      const at = links().findIndex((link) => link.parentElement?.contains(document.activeElement));
      if (at === 0 && step === -1) find?.querySelector("input")?.focus();
      else links()[Math.max(0, at + step)]?.focus();
    } else if (typing && event.key === "Enter") links()[0]?.click();
  }
  const outcome = () => {
    if (desk.store.views() === null) return "Reading the views…";
    if (found().length > 0) return found().length === 1 ? "1 view" : `${found().length} views`;
    return search().trim() === "" ? "No views yet. Filter, sort and choose columns as you need them, then save that under a name." : `No view is called “${search().trim()}”.`;
  };
  const part = (title: string, views: () => readonly SavedView[]) => (
    <Show when={views().length > 0}>
      <h3 class="px-2 pt-2 pb-1 text-xs font-medium text-ink-faint">{title}</h3>
      <ul aria-label={title}>
        <For each={views()}>{(saved) => <ViewItem desk={desk} saved={saved} onOpen={props.onClose} />}</For>
      </ul>
    </Show>
  );
  return (
    <Popover label="Saved views" anchor={props.anchor} onClose={props.onClose} class="flex w-80 max-w-[calc(100vw-16px)] flex-col overflow-hidden">
      <div ref={find} class="shrink-0 border-b border-line p-2">
        <TextField label="Find a view" hideLabel placeholder="Find a view" value={search()} onInput={setSearch} onKeyDown={onKeyDown} />
      </div>
      <div ref={list} class="max-h-96 min-h-0 overflow-y-auto p-1" onKeyDown={onKeyDown}>
        {part("Yours", own)}
        {part("Shared by colleagues", others)}
        <p role="status" class={found().length > 0 ? "sr-only" : "px-2 py-2 text-pretty text-ink-soft"}>{outcome()}</p>
      </div>
      <div class="flex shrink-0 justify-between gap-2 border-t border-line p-2">
        <Button
          variant="ghost"
          onClick={() => {
            props.onClose();
            desk.leave(false);
          }}
        >
          All orders
        </Button>
        <Button
          onClick={() => {
            props.onClose();
            desk.setDialog({ for: "new" });
          }}
        >
          Save this view…
        </Button>
      </div>
    </Popover>
  );
}

function ViewItem(props: { readonly desk: ViewDesk; readonly saved: SavedView; readonly onOpen: () => void }): JSX.Element {
  const { desk } = props;
  const starred = () => desk.store.starred().some((view) => view.id === props.saved.id);
  const current = () => {
    const opened = desk.opened();
    return opened.kind === "open" && opened.saved.id === props.saved.id;
  };
  return (
    <li class={cx("flex min-h-(--control) items-center rounded-m pr-1 hover:bg-hover", current() && "bg-selected")}>
      <a href={desk.hrefOf(props.saved)} link aria-current={current() ? "page" : undefined} class="flex min-w-0 flex-1 items-baseline gap-2 rounded-m px-2 py-1 outline-offset-[-2px] pointer-coarse:py-3" onClick={() => props.onOpen()}>
        <span class="truncate">{props.saved.name}</span>
        <span class="ml-auto max-w-1/2 shrink-0 truncate text-sm text-ink-faint">{ownerWords(props.saved, desk.scope.user.id)}</span>
      </a>
      <button
        type="button"
        aria-pressed={starred()}
        aria-label={`Star ${props.saved.name}`}
        title={starred() ? "Take it from the bar" : "Put it beside the quick filters"}
        class="quick grid size-6 pointer-coarse:control shrink-0 place-items-center rounded-s text-ink-faint hover:text-ink aria-pressed:text-harbour"
        onClick={() => desk.store.star(props.saved.id, !starred())}
      >
        <IconStar class={cx("size-4", starred() && "[&_path]:fill-current")} aria-hidden="true" />
      </button>
    </li>
  );
}
