import { type JSX, Show, createSignal } from "solid-js";
import { sentenceOf } from "../api.ts";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";

interface ConfirmProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** What the press does: “Revoke the key”. */
  readonly action: string;
  /** Resolves when it is done; what it throws stands in the dialog. */
  readonly onConfirm: () => Promise<void>;
  readonly children: JSX.Element;
}

/** For what cannot be undone. */
export function Confirm(props: ConfirmProps): JSX.Element {
  const [busy, setBusy] = createSignal(false);
  const [failure, setFailure] = createSignal<string>();
  const close = () => {
    setFailure(undefined);
    props.onClose();
  };
  async function confirm() {
    setBusy(true);
    setFailure(undefined);
    try {
      await props.onConfirm();
      close();
    } catch (error) {
      setFailure(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  }
  return (
    <Dialog
      open={props.open}
      onClose={close}
      title={props.title}
      footer={
        <>
          <Button onClick={close}>Keep it</Button>
          <Button variant="danger" busy={busy()} onClick={() => void confirm()}>{props.action}</Button>
        </>
      }
    >
      <div class="flex flex-col gap-3">
        {props.children}
        <Show when={failure()}>{(text) => <Banner tone="error">{text()}</Banner>}</Show>
      </div>
    </Dialog>
  );
}
