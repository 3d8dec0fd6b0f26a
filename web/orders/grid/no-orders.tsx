import IconInbox from "~icons/lucide/inbox";
import IconSearchX from "~icons/lucide/search-x";
import { type JSX, Show } from "solid-js";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";

interface NoOrdersProps {
  /** The list is narrowed; else the organization has no order at all. */
  readonly filtered: boolean;
  /** What was searched for; empty if nothing was. */
  readonly words: string;
  readonly onClear: () => void;
  readonly importHref: string | undefined;
  readonly newHref: string | undefined;
}

export function NoOrders(props: NoOrdersProps): JSX.Element {
  return (
    <Show
      when={props.filtered}
      fallback={
        <EmptyState
          icon={IconInbox}
          title="No orders yet"
          action={
            <>
              <Show when={props.importHref}>{(href) => <ButtonLink href={href()}>Import orders</ButtonLink>}</Show>
              <Show when={props.newHref}>{(href) => <ButtonLink href={href()} variant="primary">New order</ButtonLink>}</Show>
            </>
          }
        >
          Orders appear here as they are placed, imported or sent by a script.
        </EmptyState>
      }
    >
      <EmptyState icon={IconSearchX} title={props.words === "" ? "No order matches" : `No order matches “${props.words}”`} action={<Button onClick={() => props.onClear()}>Clear the filters</Button>}>
        Try fewer words, or leave a filter out.
      </EmptyState>
    </Show>
  );
}
