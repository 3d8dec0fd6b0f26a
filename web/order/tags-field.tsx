import IconX from "~icons/lucide/x";
import { For, type JSX, Show, createSignal } from "solid-js";
import { MAX_TAGS } from "../../domain/order.ts";
import { TextField } from "../ui/text-field.tsx";

export interface TagsFieldProps {
  readonly tags: readonly string[];
  readonly label?: string;
  readonly readonly: boolean;
  readonly error?: string | undefined;
  readonly onChange: (tags: string[]) => void;
}

/** Enter or a comma makes a tag of what is typed; Backspace in the empty box takes the last one back. */
export function TagsField(props: TagsFieldProps): JSX.Element {
  const [text, setText] = createSignal("");
  const take = (typed: string) => {
    const wanted = typed.split(",").map((tag) => tag.trim()).filter(Boolean);
    setText("");
    if (wanted.length > 0) props.onChange([...new Set([...props.tags, ...wanted])]);
  };
  return (
    <div>
      <Show when={props.readonly}><p class="text-sm font-medium text-ink-soft">Tags</p></Show>
      <Show when={!props.readonly && props.tags.length < MAX_TAGS}>
        <TextField
          label={props.label ?? "Tags"}
          value={text()}
          placeholder="Add a tag"
          error={props.error}
          onInput={(typed) => (typed.includes(",") ? take(typed) : setText(typed))}
          onBlur={() => take(text())}
          onKeyDown={(event) => {
            if (event.ctrlKey || event.metaKey || event.isComposing) return;
            if (event.key === "Enter" && text().trim() !== "") {
              event.preventDefault();
              take(text());
            } else if (event.key === "Backspace" && text() === "" && props.tags.length > 0) props.onChange(props.tags.slice(0, -1));
          }}
        />
      </Show>
      <Show when={props.tags.length > 0} fallback={<Show when={props.readonly}><p class="text-ink-faint">None</p></Show>}>
        <ul aria-label={props.label ?? "Tags"} class="mt-1.5 flex flex-wrap gap-1">
          <For each={props.tags}>
            {(tag) => (
              <li data-color="slate" class="inline-flex max-w-full items-center rounded-full border border-tint-line bg-tint pl-2 text-sm text-tint-ink">
                <span class="truncate py-px pr-1"><bdi>{tag}</bdi></span>
                <Show when={!props.readonly} fallback={<span class="w-1" />}>
                  <button type="button" aria-label={`Remove the tag ${tag}`} class="grid size-5 pointer-coarse:control shrink-0 place-items-center rounded-full hover:bg-hover" onClick={() => props.onChange(props.tags.filter((one) => one !== tag))}>
                    <IconX class="size-3" aria-hidden="true" />
                  </button>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </div>
  );
}
