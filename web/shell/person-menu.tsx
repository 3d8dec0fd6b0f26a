import { useNavigate } from "@solidjs/router";
import IconKeyboard from "~icons/lucide/keyboard";
import IconLogOut from "~icons/lucide/log-out";
import IconMonitor from "~icons/lucide/monitor";
import IconMoon from "~icons/lucide/moon";
import IconSun from "~icons/lucide/sun";
import IconLaptop from "~icons/lucide/laptop";
import type { JSX } from "solid-js";
import { useScope } from "../session/organization-scope.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { cx } from "../ui/cx.ts";
import { Menu, type MenuEntry } from "../ui/menu.tsx";
import { type Theme, setTheme, theme } from "../ui/theme.ts";
import { settings } from "./navigation.ts";
import { showShortcuts } from "./shell-shortcuts.tsx";
import { createSignOut } from "./sign-out-dialog.tsx";

const themes: readonly { readonly value: Theme; readonly label: string; readonly icon: typeof IconSun }[] = [
  { value: "system", label: "As the system", icon: IconMonitor },
  { value: "light", label: "Light", icon: IconSun },
  { value: "dark", label: "Dark", icon: IconMoon },
];

export interface PersonMenuProps {
  readonly folded?: boolean;
  /** On a phone the settings have no other place. */
  readonly withSettings?: boolean;
}

export function PersonMenu(props: PersonMenuProps): JSX.Element {
  const scope = useScope();
  const navigate = useNavigate();
  const leave = createSignOut();
  const go = (path: string) => () => navigate(scope.path(path));
  const entries = (): readonly MenuEntry[] => [
    { heading: `${scope.user.name} · ${scope.user.email}` },
    { label: "Where you are signed in", icon: IconLaptop, onSelect: go("/settings/sessions") },
    { label: "Keyboard shortcuts", icon: IconKeyboard, shortcut: "?", onSelect: showShortcuts },
    ...(props.withSettings ? settings.filter((entry) => scope.may(entry.permission)).map((entry) => ({ label: entry.label, icon: entry.icon, onSelect: go(entry.path) })) : []),
    { line: true },
    { heading: "Look" },
    ...themes.map(({ value, label, icon }) => ({ label, icon, checked: theme() === value, onSelect: () => setTheme(value) })),
    { line: true },
    { label: "Sign out", icon: IconLogOut, onSelect: leave.begin },
  ];
  return (
    <>
      <Menu
        label="You"
        entries={entries}
        trigger={(trigger) => (
          <button
            {...trigger}
            type="button"
            data-tip={props.folded ? scope.user.name : undefined}
            class={cx("quick flex min-w-0 items-center gap-2 rounded-m p-1 text-left hover:bg-hover aria-expanded:bg-hover pointer-coarse:control", props.folded ? "justify-center" : "flex-1")}
          >
            <Avatar person={scope.user} decorative />
            <span class={props.folded ? "sr-only" : "min-w-0 flex-1 truncate"}>{scope.user.name}</span>
            <span class="sr-only">: you and your settings</span>
          </button>
        )}
      />
      <leave.Question />
    </>
  );
}
