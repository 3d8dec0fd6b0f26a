import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import { rankedOptions } from "./filter-options.ts";

/** Milliseconds without a key until a search is sent: under it, each letter of a word would be one. */
const PAUSE = 140;

export interface ComboboxSource<Option> {
  readonly options?: readonly Option[] | undefined;
  readonly search?: ((text: string, signal: AbortSignal) => Promise<readonly Option[]>) | undefined;
  readonly labelOf: (option: Option) => string;
}

export type ComboboxPhase = "loading" | "ready" | "failed";

export interface ComboboxState<Option> {
  readonly text: Accessor<string>;
  readonly open: Accessor<boolean>;
  readonly phase: Accessor<ComboboxPhase>;
  readonly found: Accessor<readonly Option[]>;
  readonly active: Accessor<number>;
  readonly setActive: (index: number) => void;
  /** Moves the mark by so many rows out of `rows`, around the ends. */
  readonly move: (by: number, rows: number) => void;
  readonly type: (text: string) => void;
  readonly show: () => void;
  /** Closes, and what was typed gives way to the label of the value. */
  readonly hide: () => void;
  readonly retry: () => void;
}

/** What a combobox knows, without its looks. A later search aborts the earlier, whose answer then never shows. */
export function createComboboxState<Option>(source: ComboboxSource<Option>, label: Accessor<string>): ComboboxState<Option> {
  const [typed, setTyped] = createSignal<string>();
  const [open, setOpen] = createSignal(false);
  const [active, setActive] = createSignal(0);
  const [phase, setPhase] = createSignal<ComboboxPhase>("ready");
  const [fetched, setFetched] = createSignal<readonly Option[]>([]);
  const [again, setAgain] = createSignal(0);

  // Opened on a chosen value, the box shows its label, yet one wants to see the others: only typed text filters.
  const query = () => typed() ?? "";
  const found = createMemo(() => (source.options === undefined ? fetched() : rankedOptions(source.options, source.labelOf, query())));

  createEffect(
    on([open, query, again], ([isOpen, text]) => {
      const search = source.search;
      if (!isOpen || search === undefined) return;
      const stop = new AbortController();
      setPhase("loading");
      const timer = setTimeout(() => {
        search(text, stop.signal).then(
          (options) => {
            if (stop.signal.aborted) return;
            setFetched(options);
            setActive(0);
            setPhase("ready");
          },
          () => {
            if (!stop.signal.aborted) setPhase("failed");
          },
        );
      }, text === "" ? 0 : PAUSE);
      onCleanup(() => {
        clearTimeout(timer);
        stop.abort();
      });
    }),
  );

  const show = () => {
    if (open()) return;
    setActive(0);
    setOpen(true);
  };
  return {
    text: () => typed() ?? label(),
    open,
    phase,
    found,
    active,
    setActive,
    move: (by, rows) => rows > 0 && setActive((now) => (now + by + rows) % rows),
    type: (text) => {
      setTyped(text);
      setActive(0);
      setOpen(true);
    },
    show,
    hide: () => {
      setOpen(false);
      setTyped(undefined);
    },
    retry: () => setAgain((n) => n + 1),
  };
}
