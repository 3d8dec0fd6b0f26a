import { For, type JSX, Show } from "solid-js";
import { cx } from "./cx.ts";

/** As `domain/organization.ts` `Person` has it; anything with these four will do. */
export interface Face {
  readonly id: string;
  readonly name: string;
  readonly initials: string;
  readonly color: string;
}

export interface AvatarProps {
  readonly person: Face;
  readonly size?: "s" | "m" | "l";
  /** What they do now, such as “editing BT0000042”: added to the tooltip. */
  readonly doing?: string | undefined;
  /** The name stands beside it already: say it once. */
  readonly decorative?: boolean;
  readonly class?: string;
}

const sizes = { s: "size-4.5 text-[9px]", m: "size-6 text-[10px]", l: "size-8 text-sm" };

export function Avatar(props: AvatarProps): JSX.Element {
  const name = () => (props.doing === undefined ? props.person.name : `${props.person.name}, ${props.doing}`);
  return (
    <span
      data-color={props.person.color}
      data-tip={props.decorative ? undefined : name()}
      role={props.decorative ? undefined : "img"}
      aria-label={props.decorative ? undefined : name()}
      aria-hidden={props.decorative ? true : undefined}
      class={cx(
        "inline-grid shrink-0 place-items-center rounded-full border border-tint-line bg-tint font-semibold text-tint-ink select-none",
        sizes[props.size ?? "m"],
        props.class,
      )}
    >
      {props.person.initials}
    </span>
  );
}

export interface AvatarStackProps {
  readonly people: readonly (Face & { readonly doing?: string | undefined })[];
  /** More than these become “+3”. */
  readonly max?: number;
  /** What the group is, such as “Here now”. */
  readonly label: string;
  readonly size?: "s" | "m";
}

export function AvatarStack(props: AvatarStackProps): JSX.Element {
  const shown = () => props.people.slice(0, props.max ?? 4);
  const rest = () => props.people.slice(props.max ?? 4);
  return (
    <ul aria-label={props.label} class={cx("flex", props.size === "s" ? "-space-x-0.5" : "gap-0.5")}>
      <For each={shown()}>
        {(person) => (
          <li class="flex rounded-full bg-surface ring-2 ring-surface">
            <Avatar person={person} doing={person.doing} size={props.size ?? "m"} />
          </li>
        )}
      </For>
      <Show when={rest().length > 0}>
        <li class="flex rounded-full bg-surface ring-2 ring-surface">
          <span
            data-color="slate"
            role="img"
            aria-label={`And ${rest().map((person) => person.name).join(", ")}`}
            data-tip={rest().map((person) => person.name).join(", ")}
            class={cx("tabular inline-grid place-items-center rounded-full border border-tint-line bg-tint font-semibold text-tint-ink", sizes[props.size ?? "m"])}
          >
            +{rest().length}
          </span>
        </li>
      </Show>
    </ul>
  );
}
