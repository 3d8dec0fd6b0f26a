import { For, type JSX, Show, createMemo } from "solid-js";
import { lookupsOf } from "../orders/lookups.ts";
import { useScope } from "../session/organization-scope.tsx";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { editCount } from "./edit-count.ts";
import { editQueueOf } from "./edit-queue.ts";
import { QueuedRow, UnreadableRow } from "./queue-row.tsx";
import { isShownHere } from "./shown-here.ts";

interface QueuePanelProps {
  /** How the connection stands, in words. */
  readonly connection: string;
  readonly onClose: () => void;
}

/** All edits of this organization that are not saved, each with what it says and how it stands (N4). */
export function QueuePanel(props: QueuePanelProps): JSX.Element {
  const scope = useScope();
  const queue = editQueueOf(scope.user.id);
  const { lookups, read } = lookupsOf(scope);
  // Without a line there may be no names of ids; they come with it.
  read().catch(() => undefined);
  const keys = createMemo(() => queue.edits().filter((one) => isShownHere(one.slug, scope.slug)).map((one) => one.key));
  const byKey = createMemo(() => new Map(queue.edits().map((one) => [one.key, one])));
  const unreadable = () => queue.unreadable().filter((one) => isShownHere(one.slug, scope.slug));
  const elsewhere = () => queue.edits().length - keys().length;
  const here = () => keys().length + unreadable().length;
  return (
    <Dialog
      open
      kind="side"
      onClose={() => props.onClose()}
      title="Edits that are not saved yet"
      description={`${props.connection}.`}
      footer={
        <Show when={queue.waiting(scope.slug)}>
          <Button onClick={() => queue.wake()}>Try now</Button>
        </Show>
      }
    >
      <div class="flex flex-col gap-3">
        <Show when={queue.unstored().size > 0}>
          <Banner tone="warn">This browser keeps no edits, as in a private window or on a full disk. What waits is lost if you close this tab.</Banner>
        </Show>
        <Show when={here() > 0} fallback={<p class="text-ink-soft">Everything is saved.</p>}>
          <ul class="-mx-4 -mt-4 flex flex-col" aria-label="Edits">
            <For each={keys()}>{(key) => <Show when={byKey().get(key)}>{(edit) => <QueuedRow edit={edit()} queue={queue} names={lookups()} onLeave={() => props.onClose()} />}</Show>}</For>
            <For each={unreadable()}>{(one) => <UnreadableRow edit={one} queue={queue} />}</For>
          </ul>
        </Show>
        <Show when={elsewhere() > 0}>
          <p class="text-sm text-ink-faint">{editCount(elsewhere())} of yours in another organization {elsewhere() === 1 ? "is" : "are"} not saved yet either.</p>
        </Show>
      </div>
    </Dialog>
  );
}
