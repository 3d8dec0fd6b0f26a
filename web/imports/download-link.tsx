import type { JSX } from "solid-js";
import { Dynamic } from "solid-js/web";
import { buttonClass } from "../ui/button.tsx";
import type { ButtonVariant } from "../ui/button.tsx";
import type { Icon } from "../ui/icon.ts";

interface DownloadLinkProps {
  readonly href: string;
  readonly icon: Icon;
  readonly variant?: ButtonVariant;
  readonly children: JSX.Element;
}

/** A file of the API: the browser saves it, and the page stays. */
export function DownloadLink(props: DownloadLinkProps): JSX.Element {
  return (
    <a href={props.href} download="" class={buttonClass(props.variant ?? "secondary")}>
      <Dynamic component={props.icon} class="-ml-0.5 size-4 shrink-0" aria-hidden="true" />
      {props.children}
    </a>
  );
}
