import { For, type JSX, Show, createMemo, createSignal } from "solid-js";
import { TOO_MANY_TO_SHOW, foundOptions } from "./found-options.ts";
import type { ListOp } from "./view-edit.ts";

export interface Choice {
  readonly id: string;
  readonly name: string;
  readonly color?: string;
  readonly active?: boolean;
}

interface ChoicesProps {
  readonly label: string;
  readonly options: readonly Choice[];
  readonly chosen: readonly string[];
  readonly op: ListOp;
  /** Where each of several values can be true of one order. */
  readonly canHaveAll?: true;
  /** What is typed may be chosen though it is not offered. */
  readonly canAdd?: true;
  readonly onChange: (values: readonly string[], op: ListOp) => void;
}

const OPS: readonly { readonly op: ListOp; readonly words: string }[] = [{ op: "in", words: "any of" }, { op: "all", words: "all of" }, { op: "not_in", words: "none of" }];

/** Any, all or none of a few: checkboxes that look like the chips which they become. Of many, some are found by typing. */
export function Choices(props: ChoicesProps): JSX.Element {
  const [typed, setTyped] = createSignal("");
  // What is retired is offered only while it is chosen: an old link must be able to let go of it.
  const offered = createMemo((): readonly Choice[] => [...props.options.filter((o) => o.active !== false || props.chosen.includes(o.id)), ...props.chosen.filter((id) => props.canAdd && !props.options.some((o) => o.id === id)).map((id) => ({ id, name: id }))]);
  const many = () => props.canAdd ?? offered().length > TOO_MANY_TO_SHOW;
  const shown = createMemo(() => foundOptions(offered(), props.chosen, many() ? typed() : ""));
  const toggle = (id: string, on: boolean) => props.onChange(on ? [...props.chosen, id] : props.chosen.filter((one) => one !== id), props.op);

  function take(): void {
    const text = typed().trim();
    const exact = offered().find((o) => o.name.toLocaleLowerCase() === text.toLocaleLowerCase());
    const [first] = shown().filter((o) => !props.chosen.includes(o.id));
    const id = exact?.id ?? (props.canAdd ? text : first?.id);
    if (text === "" || id === undefined) return;
    if (!props.chosen.includes(id)) toggle(id, true);
    setTyped("");
  }

  return (
    <fieldset class="m-0 min-w-0 border-0 p-0">
      <legend class="mb-1 flex w-full items-center gap-1.5 p-0 text-sm font-medium text-ink-soft">
        {props.label}
        <Show when={props.chosen.length > 0}>
          <select
            aria-label={`${props.label}: which of those chosen`}
            class="quick h-5 pointer-coarse:control rounded-s border border-transparent bg-transparent px-0.5 text-sm font-normal text-harbour hover:border-line-control"
            onChange={(event) => props.onChange(props.chosen, OPS.find((one) => one.op === event.currentTarget.value)?.op ?? "in")}
          >
            <For each={OPS.filter(({ op }) => op !== "all" || props.canHaveAll)}>{({ op, words }) => <option value={op} selected={op === props.op}>{words}</option>}</For>
          </select>
        </Show>
      </legend>
      <div class="flex flex-wrap gap-1">
        <For each={shown()}>
          {(option) => (
            <label
              data-color={option.color}
              class="quick relative flex h-6 max-w-full items-center gap-1.5 rounded-m border border-line-strong px-2 text-sm select-none hover:bg-hover has-checked:border-harbour has-checked:bg-selected has-checked:font-medium has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-harbour pointer-coarse:control"
            >
              <input type="checkbox" class="absolute inset-0 m-0 opacity-0" checked={props.chosen.includes(option.id)} onChange={(event) => toggle(option.id, event.currentTarget.checked)} />
              <Show when={option.color}>
                <span class="size-1.5 shrink-0 rounded-full bg-dot" aria-hidden="true" />
              </Show>
              <span class="truncate"><bdi>{option.name}</bdi></span>
            </label>
          )}
        </For>
        <Show when={many()}>
          <input
            type="text"
            aria-label={props.canAdd ? `Find or add: ${props.label}` : `Find: ${props.label}`}
            placeholder={props.canAdd ? "Find or add…" : `Find among ${offered().length}…`}
            class="quick h-6 w-36 rounded-m border border-line-control bg-surface px-2 text-sm hover:border-ink-faint pointer-coarse:h-(--control)"
            maxLength={100}
            spellcheck={false}
            value={typed()}
            onInput={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.isComposing || event.key !== "Enter") return;
              event.preventDefault();
              take();
            }}
          />
        </Show>
      </div>
    </fieldset>
  );
}
