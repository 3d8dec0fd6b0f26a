import { useNavigate } from "@solidjs/router";
import IconChevronsUpDown from "~icons/lucide/chevrons-up-down";
import type { JSX } from "solid-js";
import { ROLE_NAME } from "../../domain/role.ts";
import { useScope } from "../session/organization-scope.tsx";
import { session } from "../session/session.ts";
import { Menu, type MenuEntry } from "../ui/menu.tsx";
import { cx } from "../ui/cx.ts";
import { OrganizationMark } from "./organization-mark.tsx";

export const SWITCHER_ID = "organization-switcher";

/** Where one is, and the way to the others. Nothing reloads: the address changes, and the scope with it. */
export function OrganizationSwitcher(props: { readonly id?: string; readonly folded?: boolean }): JSX.Element {
  const scope = useScope();
  const navigate = useNavigate();
  const entries = (): readonly MenuEntry[] => {
    const now = session();
    if (now.kind !== "in") return [];
    return now.me.organizations.map((one) => ({
      label: one.name,
      hint: ROLE_NAME[one.role],
      lead: () => <OrganizationMark id={one.id} name={one.name} />,
      checked: one.slug === scope.slug,
      onSelect: () => {
        if (one.slug !== scope.slug) navigate(`/o/${encodeURIComponent(one.slug)}/orders`);
      },
    }));
  };
  return (
    <Menu
      label="Organizations"
      entries={entries}
      trigger={(trigger) => (
        <button
          {...trigger}
          type="button"
          id={props.id}
          data-tip={props.folded ? scope.organization.name : undefined}
          class={cx("quick flex min-w-0 items-center gap-2 rounded-m p-1 text-left hover:bg-hover aria-expanded:bg-hover pointer-coarse:control", props.folded ? "justify-center" : "flex-1")}
        >
          <OrganizationMark id={scope.organization.id} name={scope.organization.name} />
          <span class={props.folded ? "sr-only" : "min-w-0 flex-1 truncate font-semibold"}>{scope.organization.name}</span>
          <span class="sr-only">: switch the organization</span>
          <IconChevronsUpDown class={props.folded ? "hidden" : "size-3.5 shrink-0 text-ink-faint"} aria-hidden="true" />
        </button>
      )}
    />
  );
}
