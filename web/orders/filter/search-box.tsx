import IconSearch from "~icons/lucide/search";
import IconX from "~icons/lucide/x";
import { type JSX, Show, createEffect, createSignal, createUniqueId, on, onCleanup } from "solid-js";
import { useShortcut } from "../../shell/shortcuts.ts";
import { cx } from "../../ui/cx.ts";
import { controlClass } from "../../ui/field.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import { TOO_SHORT, tooShort } from "./view-edit.ts";

/** Milliseconds without a key until it is looked for: under it, each letter would ask the server. */
const PAUSE = 150;

interface SearchBoxProps {
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** To the rows, with Enter or the arrow. */
  readonly onLeave: () => void;
}

/** Number, name, e-mail, phone, reference, post code or stock code (L3): found while one types. `/` comes here from anywhere. */
export function SearchBox(props: SearchBoxProps): JSX.Element {
  const [text, setText] = createSignal(props.value);
  const hint = createUniqueId();
  let input: HTMLInputElement | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  /** Searches of one's own that the address does not hold yet. */
  let asked: readonly string[] = [];
  // The address can change without typing: back, a chip removed, another quick filter. What is typed on while it follows stays.
  createEffect(
    on(() => props.value, (value) => {
      const own = asked.indexOf(value);
      asked = asked.slice(own + 1);
      if (own >= 0) return;
      asked = [];
      clearTimeout(timer);
      setText(value);
    }, { defer: true }),
  );

  function ask(now: string): void {
    const value = now.trim() === "" || tooShort(now) ? "" : now;
    if (value !== (asked.at(-1) ?? props.value)) asked = [...asked, value];
    props.onChange(now);
  }
  function send(now: string): void {
    clearTimeout(timer);
    setText(now);
    ask(now);
  }
  function type(now: string): void {
    setText(now);
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE, now);
  }
  useShortcut("/", "Search orders", () => {
    input?.focus();
    input?.select();
  });

  return (
    <div role="search" class="relative w-72 max-md:min-w-36 max-md:flex-1">
      <IconSearch class="pointer-events-none absolute inset-y-0 left-2 my-auto size-4 text-ink-faint" aria-hidden="true" />
      <input
        ref={input}
        type="search"
        aria-label="Search orders by number, name, e-mail, phone, reference, post code or stock code"
        placeholder="Search orders"
        autocomplete="off"
        spellcheck={false}
        maxLength={200}
        aria-describedby={hint}
        value={text()}
        class={cx(controlClass, "pl-7.5 [&::-webkit-search-cancel-button]:hidden", text() === "" ? "pr-8 pointer-coarse:pr-2" : "pr-8 pointer-coarse:pr-11")}
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.isComposing) return;
          if (event.key === "Escape" && text() !== "") {
            event.preventDefault();
            send("");
          } else if (event.key === "Enter" || event.key === "ArrowDown" || event.key === "Escape") {
            event.preventDefault();
            if (event.key === "Enter") send(text());
            props.onLeave();
          }
        }}
      />
      <Show
        when={text() !== ""}
        fallback={<span class="pointer-events-none absolute inset-y-0 right-2 my-auto flex h-4.5 pointer-coarse:hidden"><Kbd keys="/" /></span>}
      >
        <button type="button" aria-label="Clear the search" class="quick absolute inset-y-0 right-1 my-auto grid size-6 pointer-coarse:right-0 pointer-coarse:size-11 place-items-center rounded-s text-ink-faint hover:bg-hover hover:text-ink" onClick={() => send("")}>
          <IconX class="size-3.5" aria-hidden="true" />
        </button>
      </Show>
      {/* Over what is below: the rows must not move while one types the first letter. */}
      <p id={hint} role="status" class="absolute top-full left-0 z-4 mt-1 rounded-m border border-line-strong bg-raised px-2 py-0.5 text-sm text-ink-soft shadow-lift empty:hidden">
        {tooShort(text()) ? TOO_SHORT : ""}
      </p>
    </div>
  );
}
