import { type JSX, Show, Suspense, lazy } from "solid-js";

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

const loadPanel = () => import("./dialog-panel.tsx").then((module) => ({ default: module.DialogPanel }));
const DialogPanel = lazy(loadPanel);

/** Fetches the dialog's code ahead, once the page has painted what it is for. */
export function prepareDialog(): void {
  void loadPanel();
}

export function Dialog(props: DialogProps): JSX.Element {
  return (
    <Show when={props.open}>
      <Suspense>
        <DialogPanel {...props} />
      </Suspense>
    </Show>
  );
}
