import { type JSX, Show, createEffect, onMount } from "solid-js";
import { HereButton } from "../here/here-button.tsx";
import { useScope } from "../session/organization-scope.tsx";
import type { PersonHere } from "../session/organization-scope.tsx";
import { useNarrow } from "../ui/narrow.ts";

export interface PageHeaderProps {
  /** The heading, and the document's title. */
  readonly title: string;
  /** Beside the heading: a status, a count. */
  readonly aside?: JSX.Element;
  /** Who matters here, in place of everybody in the organization. */
  readonly here?: { readonly label: string; readonly people: readonly PersonHere[] };
  /** Actions, at the right. */
  readonly children?: JSX.Element;
}

// The first page of a visit leaves the focus where the browser put it.
let navigated = false;

/** Says that a page without this header was there before, such as the form of signing in. */
export function cameFromAnotherPage(): void {
  navigated = true;
}

/** Whatever took the person here is gone or was a link of the frame; what somebody focused on purpose keeps the focus. */
function focusIsFree(): boolean {
  const active = document.activeElement;
  return active === null || active === document.body || active.closest("nav") !== null;
}

/** The top of every page. Its heading takes the focus on navigation, so that a screen reader says where one is. */
export function PageHeader(props: PageHeaderProps): JSX.Element {
  const scope = useScope();
  const here = () => props.here ?? { label: "Here now", people: scope.people() };
  // A phone's header has one row for the heading, who is here and the action.
  const narrow = useNarrow();
  let heading: HTMLHeadingElement | undefined;
  createEffect(() => {
    document.title = `${props.title} · ${scope.organization.name} · Quayside`;
  });
  onMount(() => {
    if (navigated && focusIsFree()) heading?.focus({ preventScroll: true });
    navigated = true;
  });
  return (
    <header class="flex min-h-(--bar) flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-1.5">
      <h1 ref={heading} tabindex="-1" class="max-w-full truncate text-lg">{props.title}</h1>
      <Show when={props.aside}>{props.aside}</Show>
      <div class="ml-auto flex flex-wrap items-center gap-2">
        <HereButton label={here().label} faces={here().people} max={narrow() ? 2 : 4} />
        {props.children}
      </div>
    </header>
  );
}
