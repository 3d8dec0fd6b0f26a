import { type Accessor, createSignal } from "solid-js";
import { sentenceOf } from "../api.ts";

export type Loaded<Value> =
  | { readonly state: "loading" }
  | { readonly state: "ready"; readonly value: Value }
  | { readonly state: "failed"; readonly detail: string };

export interface Loading<Value> {
  readonly loaded: Accessor<Loaded<Value>>;
  /** Reads again; what was there stays until the answer. */
  readonly again: () => void;
}

/** Reads at once. A failure is a state of the page, not a throw through it. */
export function createLoading<Value>(read: () => Promise<Value>): Loading<Value> {
  const [loaded, setLoaded] = createSignal<Loaded<Value>>({ state: "loading" });
  const again = () => {
    read().then(
      (value) => setLoaded({ state: "ready", value }),
      (error: unknown) => setLoaded({ state: "failed", detail: sentenceOf(error) }),
    );
  };
  again();
  return { loaded, again };
}
