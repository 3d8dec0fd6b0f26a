import { useNavigate } from "@solidjs/router";
import { For, type JSX, createMemo, createSignal } from "solid-js";
import { useScope } from "../session/organization-scope.tsx";
import { cx } from "../ui/cx.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { settings, work } from "./navigation.ts";
import { SWITCHER_ID } from "./organization-switcher.tsx";
import { listenForShortcuts, shortcuts, useShortcut } from "./shortcuts.ts";

const [open, setOpen] = createSignal(false);

export function showShortcuts(): void {
  setOpen(true);
}

const GROUP = "Everywhere";

/** The keys of the frame, and the sheet that lists all keys. */
export function ShellShortcuts(): JSX.Element {
  const scope = useScope();
  const navigate = useNavigate();
  listenForShortcuts();
  for (const entry of [...work, ...settings]) {
    if (scope.may(entry.permission)) useShortcut(entry.shortcut, `Go to ${entry.label}`, () => navigate(scope.path(entry.path)), GROUP);
  }
  if (scope.may("orders.create")) useShortcut("n", "New order", () => navigate(scope.path("/orders/new")), GROUP);
  useShortcut("g s", "Switch the organization", () => document.getElementById(SWITCHER_ID)?.click(), GROUP);
  useShortcut("?", "Show all shortcuts", showShortcuts, GROUP);

  // Of two on the same key the later one wins, so it alone is listed.
  const groups = createMemo(() => [...Map.groupBy(shortcuts().filter((one, i, all) => all.findLastIndex((other) => other.keys === one.keys) === i), (one) => one.group)]);
  return (
    <Dialog open={open()} onClose={() => setOpen(false)} title="Keyboard shortcuts" width={groups().length > 1 ? "l" : "s"}>
      <div class={cx(groups().length > 1 && "gap-8 sm:columns-2")}>
        <For each={groups()}>
          {([group, entries]) => (
            <section class="mb-5 last:mb-0">
              <h3 class="mb-1 break-after-avoid text-sm text-ink-faint">{group}</h3>
              <ul>
                <For each={entries}>
                  {(entry) => (
                    <li class="flex min-h-7 break-inside-avoid items-center gap-3">
                      <span class="flex-1">{entry.label}</span>
                      <Kbd keys={entry.keys} />
                    </li>
                  )}
                </For>
              </ul>
            </section>
          )}
        </For>
      </div>
    </Dialog>
  );
}
