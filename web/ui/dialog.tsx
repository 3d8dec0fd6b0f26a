import { type JSX, Show } from "solid-js";
import { onDemand } from "./on-demand.tsx";

export interface DialogProps {
  readonly open: boolean;
  /** Escape, the cross, a press outside. */
  readonly onClose: () => void;
  readonly title: string;
  readonly description?: string;
  readonly children: JSX.Element;
  /** Buttons, the main one last. */
  readonly footer?: JSX.Element;
  /** `side` is a sheet at the right edge, for something long beside what it is about. */
  readonly kind?: "modal" | "side";
  readonly width?: "s" | "m" | "l";
  /** It has no way around: neither Escape nor a press outside closes it. */
  readonly mustAnswer?: boolean;
}

const panel = onDemand(() => import("./dialog-panel.tsx").then((module) => module.DialogPanel));

/** Fetches the dialog's code ahead, once the page has painted what it is for. */
export const prepareDialog = panel.prepare;

export function Dialog(props: DialogProps): JSX.Element {
  return (
    <Show when={props.open}>
      <panel.View of={props} onFailed={props.onClose} />
    </Show>
  );
}
