import IconCopy from "~icons/lucide/copy";
import IconRestore from "~icons/lucide/archive-restore";
import { type JSX, Show, createSignal } from "solid-js";
import { deleteOrder } from "../orders/delete-order.ts";
import { useScope } from "../session/organization-scope.tsx";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { useConventions } from "../ui/locale.ts";
import { currentTime } from "../ui/relative-time.tsx";
import { TextField } from "../ui/text-field.tsx";
import { toast } from "../ui/toasts.ts";
import { draftAsText } from "./field-text.ts";
import { cancelSentence, deletedSentence, lockSentence } from "./lock.ts";
import { useOrder } from "./order-context.ts";

/** What is true of the whole page: locked, deleted, out of reach, restored. Whatever happens, what was typed can be copied. */
export function OrderNotices(): JSX.Element {
  const page = useOrder();
  const conventions = useConventions();
  const scope = useScope();
  const gone = () => page.data.problem()?.code === "not_found" || page.data.problem()?.code === "forbidden";
  const lock = () => lockSentence(page.order(), page.data.changes() ?? [], currentTime(), conventions());
  const deleted = () => deletedSentence(page.order(), page.data.changes() ?? [], currentTime(), conventions());
  const cancelled = () => cancelSentence(page.order(), page.data.changes() ?? [], currentTime(), conventions());
  const stranded = () => page.draft.edit().locked.length > 0 || (page.closed() !== undefined && page.draft.dirty());
  return (
    <div class="flex flex-col gap-2 empty:hidden">
      <Show when={page.data.problem()}>
        {(problem) => (
          <Banner tone="error" action={gone() ? <CopyDraft /> : <Button onClick={() => void page.data.read()}>Try again</Button>}>
            {gone() ? "This order is not there for you any more: it was removed, or your access was." : `The order could not be read again. ${problem().detail}`}
          </Banner>
        )}
      </Show>
      <Show when={page.order().deletedAt !== null}>
        <Banner
          tone="error"
          action={
            <>
              <CopyDraft />
              <Show when={scope.may("orders.restore")}><Button icon={IconRestore} onClick={() => void deleteOrder(scope, page.order(), false)}>Restore</Button></Show>
            </>
          }
        >
          This order was deleted. {scope.may("orders.restore") ? "Nothing can be changed until it is restored." : "A SuperAdmin can restore it; nothing can be changed until then."} {deleted()}
        </Banner>
      </Show>
      <Show when={page.order().stage === "cancelled" && page.order().deletedAt === null}>
        <Banner tone="locked" action={<Show when={!stranded()}><CopyDraft /></Show>}>
          {cancelled()}
          {page.order().sentAt === null ? " It cannot be sent for fulfilment." : ""}
          {page.draft.dirty() && !stranded() ? " What you typed can still be saved." : ""}
        </Banner>
      </Show>
      <Show when={page.order().sentAt !== null}>
        <Banner tone="locked" action={<Show when={stranded() && page.order().deletedAt === null}><CopyDraft /></Show>}>
          {lock()} Lines, quantities, delivery fee, customer and delivery address are locked.
          <Show when={stranded()}> What you typed there was not saved; it stays here to read and copy.</Show>
        </Banner>
      </Show>
      <Show when={page.order().sentAt === null && page.order().deletedAt === null && !gone() && stranded()}>
        <Banner tone="locked" action={<CopyDraft />}>{page.closed()} What you typed stays here to read and copy.</Banner>
      </Show>
      <Show when={page.draft.restored() && page.draft.dirty() && !stranded()}>
        <Banner tone="info" action={<Button onClick={() => page.saving.discard()}>Discard it</Button>}>What you typed here earlier and did not save is back.</Banner>
      </Show>
    </div>
  );
}

function CopyDraft(): JSX.Element {
  const page = useOrder();
  const [shown, setShown] = createSignal(false);
  const text = () => draftAsText(page.draft.draft(), page.names());
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text());
      toast("Copied what you typed", { tone: "done" });
    } catch {
      setShown(true); // the browser refuses the clipboard: by hand then
    }
  }
  return (
    <Show when={page.draft.dirty()}>
      <Button icon={IconCopy} onClick={() => void copy()}>Copy what I typed</Button>
      <Dialog open={shown()} onClose={() => setShown(false)} title="What you typed">
        <TextField label="Select and copy it" lines={6} readonly value={text()} onInput={() => undefined} />
      </Dialog>
    </Show>
  );
}
