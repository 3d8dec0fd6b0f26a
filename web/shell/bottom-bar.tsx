import { A } from "@solidjs/router";
import IconPlus from "~icons/lucide/plus";
import IconSearch from "~icons/lucide/search";
import { For, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { showPalette } from "../palette/palette.tsx";
import { useScope } from "../session/organization-scope.tsx";
import { cx } from "../ui/cx.ts";
import { ConnectionIndicator } from "./connection.tsx";
import { work } from "./navigation.ts";
import { OrganizationSwitcher } from "./organization-switcher.tsx";
import { PersonMenu } from "./person-menu.tsx";
import { WorkIndicator } from "./work-indicator.tsx";

const item = "flex h-11 min-w-11 flex-col items-center justify-center rounded-m px-2 text-xs text-ink-soft";

/** The navigation of a narrow screen, where the thumb is. */
export function BottomBar(): JSX.Element {
  const scope = useScope();
  return (
    <div class="flex shrink-0 items-center gap-1 border-t border-line bg-canvas px-2 pb-[env(safe-area-inset-bottom)] md:hidden">
      <OrganizationSwitcher folded />
      <nav aria-label="Main" class="flex flex-1 justify-center gap-1 py-1">
        <For each={work.filter((entry) => scope.may(entry.permission))}>
          {(entry) => (
            <A href={scope.path(entry.path)} class={cx(item, "[&.active]:bg-selected [&.active]:text-ink")}>
              <Dynamic component={entry.icon} class="size-4.5" aria-hidden="true" />
              {entry.label}
            </A>
          )}
        </For>
        <button type="button" class={item} onClick={showPalette}>
          <IconSearch class="size-4.5" aria-hidden="true" />
          Find
        </button>
        <Show when={scope.may("orders.create")}>
          <A href={scope.path("/orders/new")} class={item}>
            <IconPlus class="size-4.5" aria-hidden="true" />
            New
          </A>
        </Show>
      </nav>
      <div class="flex flex-col">
        <WorkIndicator folded />
        <ConnectionIndicator folded />
      </div>
      <PersonMenu folded withSettings />
    </div>
  );
}
