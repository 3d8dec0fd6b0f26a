import { For, type JSX } from "solid-js";

const mac = /Mac|iPhone|iPad/u.test(navigator.platform);

const names: Record<string, string> = {
  mod: mac ? "⌘" : "Ctrl",
  alt: mac ? "⌥" : "Alt",
  shift: mac ? "⇧" : "Shift",
  // In letters: many fonts have no signs for these, and an empty key says nothing.
  enter: "Enter",
  escape: "Esc",
  space: "Space",
  backspace: "Backspace",
  up: "Up",
  down: "Down",
  left: "Left",
  right: "Right",
};

/** `mod+k` or `g o` as the keys that this machine has. */
export function keyNames(keys: string): string[] {
  return keys.split(/[+ ]/u).map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key));
}

export function Kbd(props: { readonly keys: string }): JSX.Element {
  return (
    <span class="inline-flex gap-0.5">
      <For each={keyNames(props.keys)}>
        {(name) => (
          <kbd class="inline-grid h-4.5 min-w-4.5 place-items-center rounded-s border border-line-strong bg-sunken px-1 font-sans text-xs text-ink-soft">
            {name}
          </kbd>
        )}
      </For>
    </span>
  );
}
