import IconClock from "~icons/lucide/clock";
import { For, type JSX, Show } from "solid-js";
import { Avatar } from "../ui/avatar.tsx";
import { cx } from "../ui/cx.ts";
import { fieldText, lastChangeOf } from "./field-text.ts";
import { useOrder } from "./order-context.ts";

export interface FieldSlotProps {
  /** The field that colleagues see me in, and whose conflicts are shown here. */
  readonly field: string;
  /** Other keys of the log that show here. */
  readonly marks?: readonly string[];
  readonly class?: string;
  readonly children: JSX.Element;
}

/** The place of one field: who is in it, who just changed it, and what was changed under a draft (N1, N2, N3). */
export function FieldSlot(props: FieldSlotProps): JSX.Element {
  const page = useOrder();
  const mark = () => page.markOf(props.field) ?? props.marks?.map(page.markOf).find(Boolean);
  const others = () => page.presence.inField(props.field);
  return (
    <div
      data-field={props.field}
      data-color={mark()?.color ?? others()[0]?.color}
      class={cx("quick relative min-w-0 rounded-m", mark() && "bg-tint ring-4 ring-tint", others().length > 0 && !mark() && "ring-2 ring-tint-line ring-offset-4 ring-offset-surface", props.class)}
    >
      {props.children}
      <span class="absolute -top-1 right-0 flex gap-0.5">
        <Show when={page.waits(props.field)}>
          <IconClock class="-mt-0.5 -mr-1.5 size-3.5 rounded-full bg-surface text-ink-faint" role="img" aria-label="Waiting for the connection" />
        </Show>
        <Show when={mark()} fallback={<For each={others()}>{(person) => <Avatar person={person} size="s" doing={person.doing} />}</For>}>
          {(by) => <Avatar person={by()} size="s" doing="just changed this" />}
        </Show>
      </span>
      <MeanwhileHint field={props.field} />
    </div>
  );
}

/** Under a field that somebody else saved while it is drafted here: said at once, decided by the person. */
export function MeanwhileHint(props: { readonly field: string }): JSX.Element {
  const page = useOrder();
  const by = () => {
    const change = lastChangeOf(page.data.changes() ?? [], props.field);
    return change && change.version > 1 ? change.actor.name : "somebody";
  };
  const text = () => fieldText(page.order(), props.field, page.names());
  return (
    <div aria-live="polite">
      <Show when={page.draft.meanwhile().has(props.field)}>
        <div data-color="amber" class="mt-1 rounded-m border border-tint-line bg-tint px-2 py-1 text-sm text-tint-ink">
          <p class="line-clamp-4 break-words">
            Changed by <bdi>{by()}</bdi> to “<bdi class="font-semibold">{text()}</bdi>” while you typed.
          </p>
          <div class="mt-0.5 flex gap-3">
            <button type="button" class="rounded-s font-medium underline underline-offset-2" onClick={() => page.draft.takeTheirs(props.field)}>Take theirs</button>
            <button type="button" class="rounded-s font-medium underline underline-offset-2" onClick={() => page.draft.keepMine(props.field)}>Keep mine</button>
          </div>
        </div>
      </Show>
    </div>
  );
}
