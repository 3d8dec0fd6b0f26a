import { type Component, type JSX, Show, createSignal, onMount } from "solid-js";
import { Dynamic } from "solid-js/web";
import { toast } from "./toasts.ts";

export interface OnDemand<Props> {
  readonly View: (props: { readonly of: Props; readonly onFailed: () => void }) => JSX.Element;
  /** Fetches ahead: somebody reaches for it. */
  readonly prepare: () => void;
}

/**
 * A component whose code comes when it is wanted. Unlike `lazy` it holds up nothing around it, and code that does not
 * arrive (a lost connection, a new version on the server) costs this one act, not the page with its drafts.
 */
export function onDemand<Props extends object>(load: () => Promise<Component<Props>>): OnDemand<Props> {
  const [loaded, setLoaded] = createSignal<Component<Props>>();
  const fetchIt = async () => {
    if (loaded() === undefined) {
      const component = await load();
      setLoaded(() => component);
    }
  };
  return {
    prepare: () => void fetchIt().catch(() => undefined), // whoever then wants it hears of the failure
    View: (props) => {
      onMount(() => {
        fetchIt().catch(() => {
          toast("This part of the page could not be loaded. Check the connection, or reload the page.", { tone: "error", key: "on-demand" });
          props.onFailed();
        });
      });
      return <Show when={loaded()}>{(component) => <Dynamic component={component()} {...props.of} />}</Show>;
    },
  };
}
