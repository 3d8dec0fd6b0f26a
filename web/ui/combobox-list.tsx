import IconCheck from "~icons/lucide/check";
import { For, type JSX, Match, Show, Switch, createEffect, on, onCleanup, onMount } from "solid-js";
import type { ComboboxProps } from "./combobox.tsx";
import type { ComboboxState } from "./combobox-state.ts";
import { cx } from "./cx.ts";
import { place } from "./place.ts";
import { Skeleton } from "./skeleton.tsx";

interface ComboboxListProps<Option>
  extends Pick<ComboboxProps<Option>, "label" | "noun" | "value" | "keyOf" | "labelOf" | "row" | "create"> {
  readonly id: string;
  readonly state: ComboboxState<Option>;
  readonly creating: boolean;
  readonly onChoose: (index: number) => void;
}

const rowClass = "flex min-h-(--control) items-center gap-2 rounded-m px-2 py-1";
const MIN_WIDTH = 220;
const MAX_HEIGHT = 320;

/** Only `Combobox` renders this, and only while open. */
export function ComboboxList<Option>(props: ComboboxListProps<Option>): JSX.Element {
  let layer: HTMLDivElement | undefined;
  let list: HTMLDivElement | undefined;

  function settle() {
    const anchor = layer?.parentElement?.getBoundingClientRect();
    if (layer === undefined || anchor === undefined) return;
    // What the list hides by scrolling counts: the place is chosen for all of it.
    const hidden = list ? list.scrollHeight - list.clientHeight : 0;
    layer.style.width = `${Math.max(anchor.width, MIN_WIDTH)}px`;
    const at = place(anchor, { width: layer.offsetWidth, height: Math.min(layer.offsetHeight + hidden, MAX_HEIGHT) }, { width: innerWidth, height: innerHeight });
    layer.style.left = `${at.left}px`;
    layer.style.top = `${at.top}px`;
    layer.style.maxHeight = `${Math.min(at.maxHeight, MAX_HEIGHT)}px`;
  }

  onMount(() => {
    layer?.showPopover();
    settle();
    const stop = new AbortController();
    addEventListener("resize", settle, { signal: stop.signal });
    addEventListener("scroll", settle, { signal: stop.signal, capture: true, passive: true });
    onCleanup(() => stop.abort());
  });
  createEffect(on([props.state.found, props.state.phase, () => props.creating], settle));
  createEffect(() => {
    document.getElementById(`${props.id}-${props.state.active()}`)?.scrollIntoView({ block: "nearest" });
  });

  const row = (index: () => number, selected: () => boolean, content: () => JSX.Element) => (
    <div
      id={`${props.id}-${index()}`}
      role="option"
      aria-selected={selected()}
      class={cx(rowClass, props.state.active() === index() && "bg-hover")}
      onPointerMove={() => props.state.setActive(index())}
      onClick={() => props.onChoose(index())}
    >
      {content()}
      <Show when={selected()}>
        <IconCheck class="ml-auto size-4 shrink-0 text-harbour" aria-hidden="true" />
      </Show>
    </div>
  );

  return (
    // A press in the list must not take the focus from the box: leaving it closes the list.
    <div
      ref={layer}
      popover="manual"
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      class="settle fixed m-0 flex-col rounded-l open:flex border border-line-strong bg-raised p-1 text-ink shadow-lift"
    >
      <div ref={list} id={props.id} role="listbox" aria-label={props.label} aria-busy={props.state.phase() === "loading"} class="min-h-0 overflow-y-auto">
        <For each={props.state.phase() === "failed" ? [] : props.state.found()}>
          {(option, index) =>
            row(
              index,
              () => props.value !== null && props.keyOf(option) === props.keyOf(props.value),
              () => props.row?.(option) ?? <span class="truncate">{props.labelOf(option)}</span>,
            )
          }
        </For>
        <Show when={props.creating && props.create}>
          {(create) =>
            row(
              () => props.state.found().length,
              () => false,
              () => <span class="truncate text-harbour">{create().label(props.state.text().trim())}</span>,
            )
          }
        </Show>
      </div>
      <Switch>
        <Match when={props.state.phase() === "failed"}>
          <button type="button" tabIndex={-1} class={cx(rowClass, "w-full text-left text-danger")} onClick={() => props.state.retry()}>
            The search did not answer. Press Enter to try again.
          </button>
        </Match>
        <Match when={props.state.phase() === "loading" && props.state.found().length === 0}>
          <For each={["w-2/3", "w-1/2", "w-3/5"]}>{(width) => <div class={rowClass}><Skeleton class={width} /></div>}</For>
        </Match>
        <Match when={props.state.phase() === "ready" && props.state.found().length === 0 && !props.creating}>
          <p class={cx(rowClass, "text-ink-faint")}>No {props.noun} match.</p>
        </Match>
      </Switch>
      <p role="status" class="sr-only">
        <Switch>
          <Match when={props.state.phase() === "loading"}>Searching</Match>
          <Match when={props.state.phase() === "failed"}>The search did not answer</Match>
          <Match when={true}>{props.state.found().length} {props.noun}</Match>
        </Switch>
      </p>
    </div>
  );
}
