import { type JSX, Show, createEffect, createUniqueId, on, onMount } from "solid-js";
import { ComboboxList } from "./combobox-list.tsx";
import { comboboxKeys } from "./combobox-keys.ts";
import { createComboboxState } from "./combobox-state.ts";
import { cx } from "./cx.ts";
import { Field, type FieldProps, controlClass } from "./field.tsx";

export interface ComboboxProps<Option> extends FieldProps {
  readonly value: Option | null;
  readonly onChange: (value: Option | null) => void;
  /** A known list, filtered here … */
  readonly options?: readonly Option[];
  /** … or a question to the server for each text; the signal aborts the one that nobody waits for any more. */
  readonly search?: (text: string, signal: AbortSignal) => Promise<readonly Option[]>;
  readonly keyOf: (option: Option) => string;
  readonly labelOf: (option: Option) => string;
  /** A richer row than the label. */
  readonly row?: (option: Option) => JSX.Element;
  readonly placeholder?: string;
  /** Plural, for “No customers match”. */
  readonly noun: string;
  readonly disabled?: boolean;
  /** Emptying the box chooses nothing. */
  readonly clearable?: boolean;
  /** A last row that makes a new one out of the text. */
  readonly create?: { readonly label: (text: string) => string; readonly onCreate: (text: string) => void };
  /** For editing in place: focused and open from the start. */
  readonly startOpen?: boolean;
  /** The list closed: by Escape or leaving (nothing chosen), or after a choice. */
  readonly onClosed?: () => void;
  /** Which row an Enter means that was pressed before the answer came; without it, or if none, such an Enter does nothing. */
  readonly sure?: (text: string, found: readonly Option[]) => Option | undefined;
  /** Enter on a text that nothing matches. */
  readonly onNothing?: (text: string) => void;
  readonly inputRef?: (input: HTMLInputElement) => void;
}

/**
 * A text box over a list. Not Kobalte's: its combobox finds a chosen value only among the options shown, and those
 * of a search come and go. The list is a popover beside the input in the DOM, so that neither a scrolling grid clips
 * it nor a modal dialog makes it inert.
 */
export function Combobox<Option>(props: ComboboxProps<Option>): JSX.Element {
  const listId = createUniqueId();
  const state = createComboboxState<Option>(
    { get options() { return props.options; }, get search() { return props.search; }, labelOf: (option) => props.labelOf(option) },
    () => (props.value === null ? "" : props.labelOf(props.value)),
  );
  let input: HTMLInputElement | undefined;
  let pressedAhead = false;

  const creating = () => props.create !== undefined && state.text().trim() !== "" && state.phase() === "ready";
  const rows = () => state.found().length + (creating() ? 1 : 0);

  /** The mark begins at what is chosen, as long as nothing is typed. */
  function show() {
    if (state.open()) return;
    state.show();
    const value = props.value;
    if (value !== null) state.setActive(Math.max(0, state.found().findIndex((option) => props.keyOf(option) === props.keyOf(value))));
  }

  function close() {
    pressedAhead = false;
    if (!state.open()) return;
    state.hide();
    props.onClosed?.();
  }

  function choose(index: number) {
    if (state.phase() === "failed") return state.retry();
    const option = state.found()[index];
    const text = state.text().trim();
    if (option === undefined && !(creating() && index === state.found().length)) {
      if (text !== "" && state.found().length === 0) props.onNothing?.(text);
      return;
    }
    if (option === undefined) props.create?.onCreate(text);
    else props.onChange(option);
    close();
  }

  const onKey = comboboxKeys({
    open: state.open,
    show,
    close,
    move: (by) => state.move(by, rows()),
    enter: () => {
      // Pressed before the answer came: taking a row of the earlier question would be a wrong one.
      if (state.phase() === "loading") pressedAhead = true;
      else choose(state.active());
    },
  });

  createEffect(
    on(state.phase, (phase) => {
      if (phase !== "ready" || !pressedAhead) return;
      pressedAhead = false;
      const found = state.found();
      const option = props.sure?.(state.text().trim(), found);
      if (found.length === 0) choose(0);
      else if (option !== undefined) choose(found.indexOf(option));
    }),
  );
  onMount(() => {
    // Bound to the element itself: Solid's delegated events come after a dialog's own Escape.
    input?.addEventListener("keydown", onKey);
    if (props.startOpen) {
      input?.focus();
      show();
    }
  });
  createEffect(() => {
    if (input && input.value !== state.text()) input.value = state.text();
  });

  return (
    <Field
      {...props}
      control={(ids) => (
        <div class="relative">
          <input
            ref={(element) => {
              input = element;
              props.inputRef?.(element);
            }}
            id={ids.id}
            type="text"
            role="combobox"
            autocomplete="off"
            spellcheck={false}
            aria-autocomplete="list"
            aria-expanded={state.open()}
            aria-controls={state.open() ? listId : undefined}
            aria-activedescendant={state.open() && rows() > 0 ? `${listId}-${state.active()}` : undefined}
            aria-describedby={ids.describedBy()}
            aria-invalid={props.error ? true : undefined}
            required={props.required}
            disabled={props.disabled}
            placeholder={props.placeholder}
            class={cx(controlClass, "truncate")}
            onInput={(event) => {
              const text = event.currentTarget.value;
              pressedAhead = false;
              state.type(text);
              if (text === "" && props.clearable && props.value !== null) props.onChange(null);
            }}
            onClick={show}
            onFocus={(event) => event.currentTarget.select()}
            onBlur={close}
          />
          <Show when={state.open()}>
            <ComboboxList {...props} id={listId} state={state} creating={creating()} onChoose={choose} />
          </Show>
        </div>
      )}
    />
  );
}
