import type { JSX } from "solid-js";
import { newIdempotencyKey, sentenceOf } from "../../api.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { toast } from "../../ui/toasts.ts";
import type { ViewDesk, ViewDialog } from "./view-desk.ts";

interface ViewConflictDialogProps {
  readonly desk: ViewDesk;
  readonly dialog: Extract<ViewDialog, { for: "conflict" }>;
}

/** Two people saved one view: whose holds is for who came second to say, and nothing is lost either way. */
export function ViewConflictDialog(props: ViewConflictDialogProps): JSX.Element {
  const { desk } = props;
  const now = () => desk.store.views()?.find((view) => view.id === props.dialog.saved.id) ?? props.dialog.saved;
  const close = () => desk.setDialog(null);
  async function overwrite(): Promise<void> {
    close();
    try {
      desk.show(await desk.store.save(now(), { query: desk.text() }, newIdempotencyKey()));
      toast(`“${now().name}” is saved`, { tone: "done", key: "view" });
    } catch (error) {
      toast(`“${now().name}” was not saved. ${sentenceOf(error)}`, { tone: "error", key: "view" });
    }
  }
  return (
    <Dialog
      open
      onClose={close}
      title={`“${now().name}” was changed meanwhile`}
      description={`${now().updatedBy || "Somebody"} saved other filters, sorting or columns in it while you changed yours.`}
      footer={
        <>
          <Button
            onClick={() => {
              close();
              desk.show(now());
            }}
          >
            Show theirs
          </Button>
          <Button onClick={() => void overwrite()}>Save mine over it</Button>
          <Button variant="primary" onClick={() => desk.setDialog({ for: "new" })}>Save mine as another…</Button>
        </>
      }
    >
      <p class="text-pretty text-ink-soft">Saved as another view, both stay. What you see now is still there until you choose.</p>
    </Dialog>
  );
}
