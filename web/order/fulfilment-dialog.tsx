import { type JSX, Show, createSignal } from "solid-js";
import { LOCKED_FIELDS } from "../../domain/order-rule.ts";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { toast } from "../ui/toasts.ts";
import { useOrder } from "./order-context.ts";

/** Asks before the act that locks, and says what it locks (E5). */
export function FulfilmentDialog(props: { readonly open: boolean; readonly onClose: () => void }): JSX.Element {
  const page = useOrder();
  const [busy, setBusy] = createSignal(false);
  const [failure, setFailure] = createSignal<string>();

  /** Typed, not saved, and not to be saved any more afterwards. */
  const atRisk = () => {
    const { fields, lines } = page.draft.draft();
    return Object.keys(lines).length > 0 || LOCKED_FIELDS.some((name) => Object.keys(fields).includes(name));
  };
  const blocked = () => {
    const order = page.order();
    if (atRisk()) return "Save or discard your changes first: they could not be saved afterwards.";
    if (order.lines.length === 0) return "Add a line first.";
    return undefined;
  };

  async function send(): Promise<void> {
    if (busy()) return;
    setBusy(true);
    setFailure(undefined);
    const outcome = await page.saving.act({ send: true }, page.order().version).finally(() => setBusy(false));
    if (outcome.kind === "saved" || outcome.kind === "waiting") {
      props.onClose();
      toast(outcome.kind === "saved" ? `${page.order().number} was sent for fulfilment` : `${page.order().number} is sent for fulfilment when the connection is back`, { tone: "done" });
      return;
    }
    const reason = outcome.kind === "refused" ? outcome.problem.detail : "The order was changed meanwhile. Look at it and try again.";
    setFailure(reason);
    if (!props.open) toast(`${page.order().number} was not sent for fulfilment. ${reason}`, { tone: "error" });
  }

  return (
    <Dialog
      open={props.open}
      onClose={() => {
        setFailure(undefined);
        props.onClose();
      }}
      title={`Send ${page.order().number} for fulfilment?`}
      footer={
        <>
          <Button onClick={() => props.onClose()}>Not yet</Button>
          <Button variant="primary" busy={busy()} blocked={blocked()} autofocus onClick={() => void send()}>Send for fulfilment</Button>
        </>
      }
    >
      <div class="flex flex-col gap-3">
        <Show when={failure()}>{(sentence) => <Banner tone="error">{sentence()}</Banner>}</Show>
        <Show when={blocked()}>{(reason) => <Banner tone="warn">{reason()}</Banner>}</Show>
        <p>
          The warehouse takes over. This locks <b>lines and quantities, discount, delivery fee, customer and delivery address</b>; there is no way back by editing.
        </p>
        <p class="text-ink-soft">Payments, notes, tags, reference, status, CSR, delivery agent and billing address stay open.</p>
      </div>
    </Dialog>
  );
}
