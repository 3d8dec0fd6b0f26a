import IconCheck from "~icons/lucide/check";
import { For, type JSX, Show, createEffect, createMemo, createSignal, createUniqueId, on, onMount } from "solid-js";
import { cx } from "../../ui/cx.ts";
import { rankedOptions } from "../../ui/filter-options.ts";
import { STAY, stepOf } from "./step.ts";
import type { Step } from "./step.ts";

interface PickListProps<Option> {
  readonly label: string;
  readonly options: readonly Option[];
  readonly keyOf: (option: Option) => string;
  readonly labelOf: (option: Option) => string;
  readonly row: (option: Option) => JSX.Element;
  /** Key of the value as it is. */
  readonly value: string;
  /** What the key that opened it typed. */
  readonly typed: string | null;
  /** Key of the option that stands for nothing: who emptied the cell means it. */
  readonly nothing?: string;
  readonly onChoose: (option: Option, go: Step) => void;
  /** Tab through a cell where nothing was reached by typing or arrows. */
  readonly onMove: (go: Step) => void;
  readonly onCancel: () => void;
}

/** Type to search, arrows to move, Enter to choose (L9). */
export function PickList<Option>(props: PickListProps<Option>): JSX.Element {
  const id = createUniqueId();
  const [text, setText] = createSignal(props.typed ?? "");
  const found = createMemo(() => rankedOptions(props.options, props.labelOf, text()));
  const valueAt = () => Math.max(0, found().findIndex((o) => props.keyOf(o) === props.value));
  const emptied = props.typed === "" && props.nothing !== undefined;
  const [active, setActive] = createSignal(emptied ? found().findIndex((o) => props.keyOf(o) === props.nothing) : props.typed ? 0 : valueAt());
  /** Only what one has moved to is chosen by Tab: passing through a cell changes nothing. */
  const [touched, setTouched] = createSignal(Boolean(props.typed) || emptied);
  let input: HTMLInputElement | undefined;
  let list: HTMLDivElement | undefined;

  createEffect(on(() => props.typed, (typed) => setText(typed ?? ""), { defer: true }));
  createEffect(on([active, found], () => list?.querySelector(`[id="${id}-${active()}"]`)?.scrollIntoView({ block: "nearest" })));
  onMount(() => input?.focus());

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const option = found()[active()];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const go = stepOf(event, { typed: props.typed !== null });
    if (step !== undefined) {
      setTouched(true);
      setActive((now) => (found().length === 0 ? 0 : (now + step + found().length) % found().length));
    } else if (event.key === "Escape") props.onCancel();
    else if (!go) return;
    else if (option !== undefined && (event.key === "Enter" || touched())) props.onChoose(option, go);
    else if (event.key === "Tab") props.onMove(go);
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <>
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label={props.label}
        aria-autocomplete="list"
        aria-expanded={found().length > 0}
        aria-controls={id}
        aria-activedescendant={found().length > 0 ? `${id}-${active()}` : undefined}
        autocomplete="off"
        spellcheck={false}
        placeholder="Type to search"
        class="row shrink-0 bg-transparent px-2 outline-none pointer-coarse:control"
        value={text()}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setActive(0);
          setTouched(true);
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id={id} role="listbox" aria-label={props.label} hidden={found().length === 0} class="max-h-64 min-h-0 overflow-y-auto border-line border-y p-1 last:border-b-0 in-data-[upwards=true]:order-2 in-data-[upwards=true]:border-t-0">
        <For each={found()}>
          {(option, i) => (
            <div
              id={`${id}-${i()}`}
              role="option"
              aria-selected={props.keyOf(option) === props.value}
              class={cx("flex min-h-(--control) items-center gap-2 rounded-m px-2 py-0.5", active() === i() && "bg-hover")}
              onPointerMove={() => setActive(i())}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => props.onChoose(option, STAY)}
            >
              {props.row(option)}
              <Show when={props.keyOf(option) === props.value}>
                <IconCheck class="ml-auto size-4 shrink-0 text-harbour" aria-hidden="true" />
              </Show>
            </div>
          )}
        </For>
      </div>
      <p role="status" class="px-2 py-1 text-ink-faint empty:hidden">{found().length === 0 ? "Nothing matches. Esc leaves it as it is." : ""}</p>
    </>
  );
}
