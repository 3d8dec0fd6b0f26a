import IconX from "~icons/lucide/x";
import { For, type JSX, Show, createMemo, createSignal, createUniqueId } from "solid-js";
import { MAX_TAGS, MAX_TEXT } from "../../../domain/order.ts";
import { rankedOptions } from "../../ui/filter-options.ts";
import { Badge } from "../../ui/pill.tsx";
import { editorKeys } from "./editor-keys.ts";
import type { EditorProps } from "./editor-props.ts";
import { STAY, stepOf } from "./step.ts";
import type { Step } from "./step.ts";

const inputClass = "row w-full bg-transparent px-2 outline-none pointer-coarse:control";

/** The customer's reference. */
export function ReferenceEditor(props: EditorProps): JSX.Element {
  const [text, setText] = createSignal(props.typed ?? props.begun?.reference ?? props.row.reference);
  const save = (go: Step) => props.onSave({ reference: text() }, go);
  props.onLeaving(() => save(STAY));
  return (
    <input
      type="text"
      aria-label="Reference"
      class={inputClass}
      maxLength={MAX_TEXT.reference}
      value={text()}
      spellcheck={false}
      onInput={(event) => setText(event.currentTarget.value)}
      onKeyDown={editorKeys({ save, cancel: () => props.onCancel(), typed: props.typed !== null })}
    />
  );
}

/** Tags: a comma or Enter adds what was typed, Enter on an empty box saves, Backspace there takes the last one away. */
export function TagsEditor(props: EditorProps & { readonly known: readonly string[] }): JSX.Element {
  const [tags, setTags] = createSignal<readonly string[]>(props.typed === "" ? [] : (props.begun?.tags ?? props.row.tags));
  const [text, setText] = createSignal(props.typed ?? "");
  const [active, setActive] = createSignal(-1);
  const [said, setSaid] = createSignal("");
  const list = createUniqueId();
  const suggestions = createMemo(() => {
    const others = props.known.filter((tag) => !tags().includes(tag));
    return text().trim() === "" ? [] : rankedOptions(others, (tag) => tag, text()).slice(0, 6);
  });
  const withTyped = (typed = text().trim()) => (typed === "" || tags().includes(typed) ? tags() : [...tags(), typed].slice(0, MAX_TAGS));
  const save = (go: Step) => props.onSave({ tags: [...withTyped()] }, go);
  props.onLeaving(() => save(STAY));

  function add(tag: string): void {
    const before = tags();
    setTags(withTyped(tag));
    setText("");
    setActive(-1);
    setSaid(tags().length > before.length ? `Added ${tag}` : before.includes(tag) ? `${tag} is there already` : `An order has at most ${MAX_TAGS} tags`);
  }
  function remove(tag: string | undefined): void {
    if (tag === undefined) return;
    setTags((now) => now.filter((one) => one !== tag));
    setSaid(`Removed ${tag}`);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    event.stopPropagation();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const go = stepOf(event, { typed: props.typed !== null });
    const chosen = suggestions()[active()];
    if (step !== undefined) setActive((now) => Math.max(-1, Math.min(suggestions().length - 1, now + step)));
    else if (event.key === "Enter" && chosen !== undefined) add(chosen);
    else if (event.key === "Enter" && text().trim() !== "") add(text().trim());
    else if (go) save(go);
    else if (event.key === "," && text().trim() !== "") add(text().trim());
    else if (event.key === "Backspace" && text() === "") {
      remove(tags().at(-1));
      return;
    } else if (event.key === "Escape") props.onCancel();
    else return;
    event.preventDefault();
  }

  return (
    <>
      <div class="flex min-h-8 flex-wrap items-center gap-1 overflow-y-auto px-2 py-1">
        <For each={tags()}>
          {(tag) => (
            <span class="flex max-w-full items-center">
              <Badge>{tag}</Badge>
              <button type="button" tabindex="-1" aria-label={`Remove the tag ${tag}`} class="quick grid size-4 place-items-center rounded-s pointer-coarse:size-11 text-ink-faint hover:bg-hover hover:text-ink" onClick={() => remove(tag)}>
                <IconX class="size-3" aria-hidden="true" />
              </button>
            </span>
          )}
        </For>
        <input
          type="text"
          role="combobox"
          aria-label="Tags"
          aria-description={tags().join(", ") || undefined}
          aria-autocomplete="list"
          aria-expanded={suggestions().length > 0}
          aria-controls={list}
          aria-activedescendant={active() >= 0 ? `${list}-${active()}` : undefined}
          placeholder={tags().length === 0 ? "Add a tag" : ""}
          class="h-6 min-w-20 flex-1 bg-transparent outline-none pointer-coarse:control"
          maxLength={MAX_TEXT.tag}
          value={text()}
          spellcheck={false}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setActive(-1);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <Show when={suggestions().length > 0}>
        <div id={list} role="listbox" aria-label="Tags in use" class="border-t border-line p-1">
          <For each={suggestions()}>
            {(tag, i) => (
              <div
                id={`${list}-${i()}`}
                role="option"
                aria-selected={active() === i()}
                class="flex min-h-(--control) items-center rounded-m px-2"
                classList={{ "bg-hover": active() === i() }}
                onPointerMove={() => setActive(i())}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => add(tag)}
              >
                {tag}
              </div>
            )}
          </For>
        </div>
      </Show>
      <p role="status" class="sr-only">{said()}</p>
      <p class="border-t border-line px-2 py-1 text-sm text-ink-faint">Enter adds, Enter again saves.</p>
    </>
  );
}
