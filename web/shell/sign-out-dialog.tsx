import { type JSX, Show, createSignal } from "solid-js";
import { sentenceOf } from "../api.ts";
import { editQueueOf } from "../offline-queue/edit-queue.ts";
import { editCount } from "../offline-queue/edit-count.ts";
import { useScope } from "../session/organization-scope.tsx";
import { signOut } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { toast } from "../ui/toasts.ts";

/** Signs out; with edits that are not saved yet it says so and asks first (N4.28). */
export function createSignOut(): { readonly begin: () => void; readonly Question: () => JSX.Element } {
  const scope = useScope();
  const queue = editQueueOf(scope.user.id);
  const [asking, setAsking] = createSignal(false);
  const count = () => queue.edits().length + queue.unreadable().length;
  const now = () => {
    setAsking(false);
    void signOut().catch((error: unknown) => toast(sentenceOf(error), { tone: "error" }));
  };
  return {
    begin: () => (count() > 0 ? setAsking(true) : now()),
    Question: () => (
      <Dialog
        open={asking()}
        onClose={() => setAsking(false)}
        title={`${editCount(count())} of yours ${count() === 1 ? "is" : "are"} not saved yet`}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>Stay signed in</Button>
            <Button variant="danger" onClick={now}>Sign out</Button>
          </>
        }
      >
        <Show when={queue.unstored().size > 0} fallback={<p>They stay in this browser, where nobody else sees them, and are sent when you sign in here again.</p>}>
          <p>This browser does not keep them: what you typed is lost when you sign out.</p>
        </Show>
      </Dialog>
    ),
  };
}
