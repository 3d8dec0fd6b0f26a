import { A } from "@solidjs/router";
import IconPanelLeft from "~icons/lucide/panel-left";
import IconSearch from "~icons/lucide/search";
import { For, type JSX, Show, createSignal, onCleanup } from "solid-js";
import { Dynamic } from "solid-js/web";
import { showPalette } from "../palette/palette.tsx";
import { useScope } from "../session/organization-scope.tsx";
import { IconButton } from "../ui/button.tsx";
import { cx } from "../ui/cx.ts";
import { Kbd } from "../ui/kbd.tsx";
import { PALETTE_KEYS } from "./commands.ts";
import { ConnectionIndicator } from "./connection.tsx";
import { type NavigationEntry, settings, work } from "./navigation.ts";
import { OrganizationSwitcher, SWITCHER_ID } from "./organization-switcher.tsx";
import { PersonMenu } from "./person-menu.tsx";
import { useShortcut } from "./shortcuts.ts";
import { WorkIndicator } from "./work-indicator.tsx";

const KEY = "quayside.nav";

/** A window in which the page needs the room more than the names of the other pages. */
const TIGHT = "(max-width: 1099px)";

/** As the person chose; until they have, as there is room. */
function createFolded() {
  const query = matchMedia(TIGHT);
  const [tight, setTight] = createSignal(query.matches);
  const [chosen, setChosen] = createSignal(stored());
  const folded = () => (chosen() === null ? tight() : chosen() === "folded");
  const follow = () => setTight(query.matches);
  query.addEventListener("change", follow);
  onCleanup(() => query.removeEventListener("change", follow));
  const toggle = () => {
    const next = setChosen(folded() ? "open" : "folded");
    try {
      localStorage.setItem(KEY, next);
    } catch {
      // Storage is refused: it holds until the page is left.
    }
  };
  return { folded, toggle };
}

function stored(): "folded" | "open" | null {
  try {
    const value = localStorage.getItem(KEY);
    return value === "folded" || value === "open" ? value : null;
  } catch {
    return null;
  }
}

/** From 768 px on; narrower screens have `BottomBar`. */
export function SideNav(): JSX.Element {
  const { folded, toggle } = createFolded();
  useShortcut("[", "Fold the navigation", toggle, "Everywhere");
  return (
    <div class={cx("flex shrink-0 flex-col gap-4 border-r border-line bg-canvas px-2 py-2.5 max-md:hidden", folded() ? "w-(--nav-folded) items-center" : "w-(--nav)")}>
      <div class="flex self-stretch">
        <OrganizationSwitcher id={SWITCHER_ID} folded={folded()} />
      </div>
      <nav aria-label="Main" class="flex min-h-0 flex-1 flex-col gap-4 self-stretch overflow-y-auto">
        <FindButton folded={folded()} />
        <Group entries={work} folded={folded()} />
        <Group entries={settings} folded={folded()} heading="Settings" />
      </nav>
      <WorkIndicator folded={folded()} />
      <ConnectionIndicator folded={folded()} />
      <div class={cx("flex items-center gap-1 self-stretch", folded() && "flex-col")}>
        <PersonMenu folded={folded()} />
        <IconButton icon={IconPanelLeft} label={folded() ? "Unfold the navigation" : "Fold the navigation"} shortcut="[" aria-expanded={!folded()} onClick={toggle} class="aria-expanded:bg-transparent" />
      </div>
    </div>
  );
}

function FindButton(props: { readonly folded: boolean }): JSX.Element {
  return (
    <button
      type="button"
      aria-label={props.folded ? "Find" : undefined}
      data-tip={props.folded ? "Find" : undefined}
      data-keys={PALETTE_KEYS}
      class="control quick flex shrink-0 items-center gap-2.5 rounded-m border border-line bg-surface px-2 text-ink-faint outline-offset-[-2px] hover:border-line-strong hover:text-ink"
      onClick={showPalette}
    >
      <IconSearch class="size-4 shrink-0" aria-hidden="true" />
      <Show when={!props.folded}>
        <span class="flex-1 text-left">Find</span>
        <Kbd keys={PALETTE_KEYS} />
      </Show>
    </button>
  );
}

interface GroupProps {
  readonly entries: readonly NavigationEntry[];
  readonly folded: boolean;
  readonly heading?: string;
}

function Group(props: GroupProps): JSX.Element {
  const scope = useScope();
  const open = () => props.entries.filter((entry) => scope.may(entry.permission));
  return (
    <Show when={open().length > 0}>
      <div>
        <Show when={props.heading && !props.folded}>
          <h2 class="px-2 pb-1 text-xs text-ink-faint">{props.heading}</h2>
        </Show>
        <ul class="flex flex-col gap-px">
          <For each={open()}>
            {(entry) => (
              <li>
                <A
                  href={scope.path(entry.path)}
                  aria-label={props.folded ? entry.label : undefined}
                  data-tip={props.folded ? entry.label : ""}
                  data-keys={entry.shortcut}
                  class="control quick flex items-center gap-2.5 rounded-m px-2 text-ink-soft outline-offset-[-2px] hover:bg-hover hover:text-ink [&.active]:bg-selected [&.active]:font-medium [&.active]:text-ink"
                >
                  <Dynamic component={entry.icon} class="size-4 shrink-0" aria-hidden="true" />
                  <Show when={!props.folded}>{entry.label}</Show>
                </A>
              </li>
            )}
          </For>
        </ul>
      </div>
    </Show>
  );
}
