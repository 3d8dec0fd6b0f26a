import { A } from "@solidjs/router";
import { type JSX, Show, splitProps } from "solid-js";
import { Dynamic } from "solid-js/web";
import { cx } from "./cx.ts";
import type { Icon } from "./icon.ts";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";

type NativeProps = Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, "onClick" | "disabled">;

export interface ButtonProps extends NativeProps {
  readonly variant?: ButtonVariant;
  readonly icon?: Icon;
  /** The work has begun: the label stays, focus stays, further presses do nothing. */
  readonly busy?: boolean;
  /** A sentence that says why it cannot be pressed now. It stays reachable, so that the reason is, too. */
  readonly blocked?: string | false | undefined;
  /** Shown in the tooltip, such as `mod+enter`; binding it is the page's affair. */
  readonly shortcut?: string;
  readonly onClick?: (event: MouseEvent) => void;
}

const look: Record<ButtonVariant, string> = {
  primary: "border-transparent bg-harbour text-on-harbour hover:bg-harbour-strong",
  secondary: "border-line-strong bg-surface text-ink hover:bg-hover",
  ghost: "border-transparent text-ink-soft hover:bg-hover hover:text-ink aria-expanded:bg-hover",
  danger: "border-transparent bg-danger text-on-danger hover:bg-danger-strong",
};

export function buttonClass(variant: ButtonVariant, extra?: string): string {
  return cx(
    "control quick inline-flex shrink-0 items-center justify-center gap-1.5 rounded-m border px-2.5 font-medium whitespace-nowrap select-none",
    "aria-disabled:opacity-55 aria-busy:cursor-progress",
    look[variant],
    extra,
  );
}

export function Button(props: ButtonProps): JSX.Element {
  const [own, rest] = splitProps(props, ["variant", "icon", "busy", "blocked", "shortcut", "onClick", "class", "children"]);
  const inert = () => own.busy === true || Boolean(own.blocked);
  return (
    <button
      type="button"
      data-tip={own.blocked || (own.shortcut ? "" : undefined)}
      data-keys={own.shortcut}
      aria-description={own.blocked || undefined}
      {...rest}
      class={buttonClass(own.variant ?? "secondary", own.class)}
      aria-busy={own.busy || undefined}
      aria-disabled={inert() || undefined}
      onClick={(event) => {
        // aria-disabled instead of disabled keeps focus where it is; a submit button must then be stopped by hand.
        if (inert()) event.preventDefault();
        else own.onClick?.(event);
      }}
    >
      <Show when={own.icon}>{(icon) => <Dynamic component={icon()} class="-ml-0.5 size-4 shrink-0" aria-hidden="true" />}</Show>
      {own.children}
    </button>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, "icon" | "children"> {
  readonly icon: Icon;
  /** The accessible name, and the tooltip. */
  readonly label: string;
}

export function IconButton(props: IconButtonProps): JSX.Element {
  const [own, rest] = splitProps(props, ["icon", "label", "class", "variant"]);
  return (
    <Button
      {...rest}
      variant={own.variant ?? "ghost"}
      aria-label={own.label}
      data-tip={props.blocked || own.label}
      class={cx("px-0", own.class)}
    >
      <Dynamic component={own.icon} class="size-4" aria-hidden="true" />
    </Button>
  );
}

export interface ButtonLinkProps {
  readonly href: string;
  readonly variant?: ButtonVariant;
  readonly icon?: Icon;
  readonly shortcut?: string;
  readonly class?: string;
  readonly children: JSX.Element;
}

/** Goes somewhere: a link, so that it opens in a new tab as links do. */
export function ButtonLink(props: ButtonLinkProps): JSX.Element {
  return (
    <A href={props.href} class={buttonClass(props.variant ?? "secondary", props.class)} data-tip={props.shortcut ? "" : undefined} data-keys={props.shortcut}>
      <Show when={props.icon}>{(icon) => <Dynamic component={icon()} class="-ml-0.5 size-4 shrink-0" aria-hidden="true" />}</Show>
      {props.children}
    </A>
  );
}
