import { A } from "@solidjs/router";
import IconClock from "~icons/lucide/clock";
import IconCircleAlert from "~icons/lucide/circle-alert";
import IconGitMerge from "~icons/lucide/git-merge";
import IconRefresh from "~icons/lucide/refresh-cw";
import { For, type JSX, Show, createSignal } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { Lookups } from "../../domain/lookups.ts";
import { Button } from "../ui/button.tsx";
import { cx } from "../ui/cx.ts";
import { RelativeTime } from "../ui/relative-time.tsx";
import { toast } from "../ui/toasts.ts";
import type { EditQueue } from "./edit-queue.ts";
import { editText, editWords } from "./edit-words.ts";
import type { QueuedEdit, UnreadableEdit } from "./queued-edit.ts";

interface QueuedRowProps {
  readonly edit: QueuedEdit;
  readonly queue: EditQueue;
  readonly names: Lookups | undefined;
  readonly onLeave: () => void;
}

export function QueuedRow(props: QueuedRowProps): JSX.Element {
  const words = () => (props.names ? editWords(props.edit, props.names) : []);
  const state = () => {
    const now = props.edit.state;
    if (now.kind === "refused") return { icon: IconCircleAlert, text: now.problem.detail, bad: true };
    if (now.kind === "conflict") return { icon: IconGitMerge, text: `${now.conflicts[0]?.by ?? "Somebody"} changed the same: you are asked which value stays.`, bad: false };
    return props.queue.waiting(props.edit.slug) ? { icon: IconClock, text: "Waits for the connection.", bad: false } : { icon: IconRefresh, text: "Being sent…", bad: false };
  };
  return (
    <li class="border-b border-line px-4 py-2">
      <div class="flex items-baseline gap-2">
        <A href={`/o/${encodeURIComponent(props.edit.slug)}/orders/${props.edit.orderId}`} class="tabular font-medium text-harbour hover:underline" onClick={() => props.onLeave()}>{props.edit.number}</A>
        <RelativeTime at={props.edit.at} class="tabular ml-auto text-sm whitespace-nowrap text-ink-faint" />
      </div>
      <dl class="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
        <For each={words()}>
          {(field) => (
            <>
              <dt class="text-ink-soft">{field.label}</dt>
              <dd class="line-clamp-3 break-words whitespace-pre-wrap"><bdi>{field.value}</bdi></dd>
            </>
          )}
        </For>
      </dl>
      <p class={cx("mt-0.5 flex items-start gap-1.5 text-sm break-words", state().bad ? "text-danger" : "text-ink-soft")}>
        <Dynamic component={state().icon} class="mt-0.5 size-3.5 shrink-0" aria-hidden="true" />
        <span class="min-w-0">{state().text}</span>
      </p>
      <Actions
        text={() => (props.names ? editText(props.edit, props.names) : props.edit.number)}
        about={props.edit.number}
        onSend={props.edit.state.kind === "refused" ? () => props.queue.retry(props.edit) : undefined}
        onDiscard={() => props.queue.discard([props.edit.key])}
      />
    </li>
  );
}

/** One that an older version of the product stored: it cannot be sent, but what it says can be read and copied. */
export function UnreadableRow(props: { readonly edit: UnreadableEdit; readonly queue: EditQueue }): JSX.Element {
  return (
    <li class="border-b border-line px-4 py-2">
      <p class="font-medium">An edit of an earlier version</p>
      <p class="text-sm text-danger">It cannot be sent any more. Copy what you need of it, then discard it.</p>
      <pre class="mt-1 max-h-32 overflow-auto rounded-m border border-line bg-sunken p-2 text-xs break-words whitespace-pre-wrap" tabindex="0">{props.edit.text}</pre>
      <Actions text={() => props.edit.text} about="an earlier version" onDiscard={() => props.queue.discard([props.edit.key])} />
    </li>
  );
}

interface ActionsProps {
  readonly text: () => string;
  /** Names the edit to who hears the buttons. */
  readonly about: string;
  readonly onSend?: (() => void) | undefined;
  readonly onDiscard: () => void;
}

function Actions(props: ActionsProps): JSX.Element {
  const [asking, setAsking] = createSignal(false);
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(props.text());
      toast("Copied what you typed", { tone: "done", key: "copy" });
    } catch {
      toast("This browser does not let the page copy. Select the text and copy it.", { tone: "error", key: "copy" });
    }
  }
  return (
    <div class="-ml-2.5 flex flex-wrap gap-1" role="group" aria-label={`Edit of ${props.about}`}>
      <Show
        when={asking()}
        fallback={
          <>
            <Show when={props.onSend}>{(send) => <Button variant="ghost" onClick={() => send()()}>Send again</Button>}</Show>
            <Button variant="ghost" onClick={() => void copy()}>Copy</Button>
            <Button variant="ghost" onClick={() => setAsking(true)}>Discard</Button>
          </>
        }
      >
        <span class="self-center pl-2.5 text-sm">Discard what you typed?</span>
        <Button variant="ghost" ref={(button) => queueMicrotask(() => button.focus())} onClick={() => setAsking(false)}>Keep it</Button>
        <Button variant="ghost" class="text-danger" onClick={() => props.onDiscard()}>Discard it</Button>
      </Show>
    </div>
  );
}
