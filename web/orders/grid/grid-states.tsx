import IconInbox from "~icons/lucide/inbox";
import IconSearchX from "~icons/lucide/search-x";
import { type JSX, Show } from "solid-js";
import type { Problem } from "../../../domain/problem.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";

/** Nothing was read: what happened, and the way on. */
export function ListFailed(props: { readonly problem: Problem | null; readonly onRetry: () => void }): JSX.Element {
  return (
    <div class="p-4">
      <Banner tone="error" action={<Button onClick={() => props.onRetry()}>Try again</Button>}>
        {props.problem?.detail ?? "The orders could not be read."}
      </Banner>
    </div>
  );
}

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
