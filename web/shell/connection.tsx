import IconWifiOff from "~icons/lucide/wifi-off";
import { type JSX, Show, createEffect, createSignal, onCleanup } from "solid-js";
import { editQueueOf } from "../offline-queue/edit-queue.ts";
import { editCount } from "../offline-queue/edit-count.ts";
import { isShownHere } from "../offline-queue/shown-here.ts";
import { type Connection, useScope } from "../session/organization-scope.tsx";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { cx } from "../ui/cx.ts";
import { useConventions } from "../ui/locale.ts";
import { onDemand } from "../ui/on-demand.tsx";
import { currentTime } from "../ui/relative-time.tsx";
import { momentText } from "../ui/time-text.ts";

/** Milliseconds. A blink of the connection is told by the dot alone; a banner would make the page jump. */
const BANNER_AFTER = 5_000;

const colors: Record<Connection["state"], string> = { connecting: "slate", live: "green", reconnecting: "amber", offline: "rose" };

const panel = onDemand(() => import("../offline-queue/queue-panel.tsx").then((module) => module.QueuePanel));
/** Fetches it ahead, once the page has painted what it is for: it is wanted when nothing can be fetched any more. */
export const prepareConnectionPanel = panel.prepare;

const [panelOpen, setPanelOpen] = createSignal(false);

function createConnectionText() {
  const scope = useScope();
  const conventions = useConventions();
  return () => {
    const { state, since } = scope.connection();
    if (state === "live") return "Live";
    if (state === "connecting") return "Connecting…";
    return `${state === "offline" ? "Offline" : "Reconnecting"} since ${momentText(since, currentTime(), conventions())}`;
  };
}

/** What is not saved here, in words: those that wait for the line, and those that wait for their author. */
function createQueueText() {
  const scope = useScope();
  const queue = editQueueOf(scope.user.id);
  return () => {
    const here = queue.edits().filter((one) => isShownHere(one.slug, scope.slug));
    const unreadable = queue.unreadable().filter((one) => isShownHere(one.slug, scope.slug)).length;
    const stuck = here.filter((one) => one.state.kind !== "queued").length + unreadable;
    // With a line they are on their way: to say so of each would only flicker.
    const waiting = queue.waiting(scope.slug) ? here.filter((one) => one.state.kind === "queued").length : 0;
    return [waiting > 0 && `${editCount(waiting)} waiting`, stuck > 0 && `${editCount(stuck)} not saved`].filter(Boolean).join(" · ");
  };
}

/** Live or not, always in sight; with what waits to be saved, and the way to it. */
export function ConnectionIndicator(props: { readonly folded?: boolean }): JSX.Element {
  const scope = useScope();
  const connection = createConnectionText();
  const queued = createQueueText();
  const text = () => [connection(), queued()].filter(Boolean).join(" · ");
  return (
    <div role="status" data-color={colors[scope.connection().state]} class={cx("min-w-0", !props.folded && "self-stretch")}>
      <Show when={queued()} fallback={<Face text={text()} queued="" folded={props.folded} />}>
        <button type="button" aria-haspopup="dialog" class="quick control block w-full rounded-m text-left hover:bg-hover" onClick={() => setPanelOpen(true)}>
          <Face text={connection()} queued={queued()} folded={props.folded} />
        </button>
      </Show>
    </div>
  );
}

interface FaceProps {
  readonly text: string;
  readonly queued: string;
  readonly folded: boolean | undefined;
}

function Face(props: FaceProps): JSX.Element {
  const whole = () => [props.text, props.queued].filter(Boolean).join(" · ");
  return (
    <span data-tip={props.folded ? whole() : undefined} class={cx("flex items-center gap-2 text-sm text-ink-soft", props.folded ? "h-6 w-8 justify-center" : "px-2")}>
      <span class={cx("size-2 shrink-0 rounded-full bg-dot", props.queued !== "" && "ring-2 ring-tint-line")} aria-hidden="true" />
      <span class={props.folded ? "sr-only" : "min-w-0"}>
        {props.text}
        <Show when={props.queued}>
          <span class={props.folded ? "" : "block font-medium text-ink"}><span class="sr-only"> · </span>{props.queued}</span>
        </Show>
      </span>
    </span>
  );
}

/** The list of what is not saved; one for both places from which it opens. */
export function ConnectionPanel(): JSX.Element {
  const connection = createConnectionText();
  onCleanup(() => setPanelOpen(false));
  return (
    <Show when={panelOpen()}>
      <panel.View
        of={{
          get connection() {
            return connection();
          },
          onClose: () => setPanelOpen(false),
        }}
        onFailed={() => setPanelOpen(false)}
      />
    </Show>
  );
}

/** What a lost connection means for the work at hand. */
export function ConnectionBanner(): JSX.Element {
  const scope = useScope();
  const queue = editQueueOf(scope.user.id);
  const text = createConnectionText();
  const queued = createQueueText();
  const [shown, setShown] = createSignal(false);
  createEffect(() => {
    const { state } = scope.connection();
    setShown(false);
    if (state !== "offline" && state !== "reconnecting") return;
    const timer = setTimeout(setShown, state === "offline" ? 0 : BANNER_AFTER, true);
    onCleanup(() => clearTimeout(timer));
  });
  return (
    <>
      <Show when={shown()}>
        <Banner tone="warn" icon={IconWifiOff} flush action={<Show when={queued()}>{(words) => <Button variant="ghost" onClick={() => setPanelOpen(true)}>{words()}</Button>}</Show>}>
          {text()}. What you see may be out of date. What you change is kept and sent when the connection is back.
        </Banner>
      </Show>
      <Show when={queue.unstored().size > 0}>
        <Banner tone="warn" flush>This browser keeps no edits, as in a private window or on a full disk: leave this tab open until everything is saved.</Banner>
      </Show>
    </>
  );
}
