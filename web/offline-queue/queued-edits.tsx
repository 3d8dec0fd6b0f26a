import { type JSX, Show, createEffect, createMemo, on } from "solid-js";
import { useLive } from "../live/live-store.ts";
import { useScope } from "../session/organization-scope.tsx";
import { questionsWait } from "../ui/hold-questions.ts";
import { onDemand } from "../ui/on-demand.tsx";
import { editQueueOf } from "./edit-queue.ts";

const question = onDemand(() => import("./conflict-question.tsx").then((module) => module.ConflictQuestion));

/** Fetches what asks about a conflict ahead, once the page has painted what it is for. */
export const prepareConflictQuestion = question.prepare;

/** The queue of edits wherever one is in its organization: it hears that the line is back, and asks about conflicts one after another (N4). */
export function QueuedEdits(): JSX.Element {
  const scope = useScope();
  const live = useLive();
  const queue = editQueueOf(scope.user.id);

  createEffect(on(live.status, (status) => status.kind === "live" && queue.wake()));
  live.onChanges((changes) => queue.hear(changes));

  const first = createMemo(() => (questionsWait() ? undefined : queue.edits().find((one) => one.slug === scope.slug && one.state.kind === "conflict")));
  return (
    <Show when={first()}>
      {(edit) => (
        <question.View
          of={{
            queue,
            get edit() {
              return edit();
            },
          }}
          onFailed={() => undefined}
        />
      )}
    </Show>
  );
}
