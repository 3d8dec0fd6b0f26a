import { Dialog as Kobalte } from "@kobalte/core/dialog";
import { useNavigate } from "@solidjs/router";
import IconSearch from "~icons/lucide/search";
import { For, type JSX, createEffect, createMemo, createSignal, createUniqueId, on } from "solid-js";
import { formatMoney } from "../../domain/money.ts";
import { useLive } from "../live/live-store.ts";
import { lookupsOf } from "../orders/lookups.ts";
import { viewsOf } from "../orders/views/views-store.ts";
import { useScope } from "../session/organization-scope.tsx";
import { commandSources, commandsNow, PALETTE_KEYS } from "../shell/commands.ts";
import { catchLostFocus } from "../ui/rest-focus.ts";
import { entryGroups } from "./entries.ts";
import type { Entry } from "./entries.ts";
import { createFound } from "./found.ts";
import { PaletteRow } from "./palette-row.tsx";

/** Only `Palette` renders this, and only while open. */
export function PalettePanel(props: { readonly onClose: () => void }): JSX.Element {
  const scope = useScope();
  const navigate = useNavigate();
  const { lookups, read } = lookupsOf(scope);
  const { views } = viewsOf(scope, useLive());
  read().catch(() => undefined); // without them there are fewer lists, and the page itself says why
  const opener = document.activeElement;
  // What can be done is decided by where one was when it opened; what offers more may be on its way still.
  const commands = createMemo(on(commandSources, () => commandsNow().filter((command) => command.keys !== PALETTE_KEYS)));
  const [query, setQuery] = createSignal("");
  const { found, phase, retry } = createFound(scope, query);
  const [chosen, setChosen] = createSignal<string | null>(null);
  const [note, setNote] = createSignal("");
  const list = createUniqueId();
  let then: (() => void) | undefined;

  const groups = createMemo(() =>
    entryGroups(query(), {
      commands: commands(),
      lookups: lookups(),
      views: views() ?? [],
      found: found(),
      money: (minor) => formatMoney(minor, scope.organization.currency, scope.organization.locale),
      go: (path) => navigate(scope.path(path)),
    }),
  );
  const entries = createMemo(() => groups().flatMap((group) => group.entries));
  /** What was marked stays so while others are found around it. */
  const active = createMemo(() => entries().find((entry) => entry.key === chosen()) ?? entries()[0]);
  const idOf = (entry: Entry) => `${list}-${entry.key}`;
  const activeId = () => {
    const now = active();
    return now && idOf(now);
  };
  createEffect(() => {
    document.getElementById(activeId() ?? "")?.scrollIntoView({ block: "nearest" });
  });

  function move(by: number): void {
    const all = entries();
    const now = active();
    const at = now ? all.indexOf(now) : -1;
    setChosen(all[(at + by + all.length) % all.length]?.key ?? null);
    setNote("");
  }
  function run(entry: Entry | undefined): void {
    if (!entry) {
      if (phase() === "failed") retry();
      return;
    }
    if (entry.refused !== undefined) {
      setChosen(entry.key);
      setNote(entry.refused);
      return;
    }
    then = () => entry.run();
    props.onClose();
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) move(by);
    else if (event.key === "Enter") run(active());
    else if (event.key === "Tab") move(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  }

  return (
    <Kobalte open modal onOpenChange={(open) => open || props.onClose()}>
      <Kobalte.Portal>
        <Kobalte.Overlay class="fixed inset-0 z-40 bg-scrim" />
        <div class="pointer-events-none fixed inset-0 z-40 flex items-start justify-center p-4 pt-[12vh] max-md:p-2">
          <Kobalte.Content
            class="settle pointer-events-auto flex max-h-[min(70vh,480px)] w-full max-w-150 flex-col overflow-hidden rounded-l border border-line-strong bg-raised shadow-lift outline-none max-md:max-h-[80dvh]"
            onCloseAutoFocus={(event) => {
              event.preventDefault();
              // First back to where one was: what is done now may open something there.
              if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
              catchLostFocus();
              if (then) queueMicrotask(then);
            }}
          >
            <Kobalte.Title class="sr-only">Find and do</Kobalte.Title>
            <div class="relative border-b border-line">
              <IconSearch class="pointer-events-none absolute inset-y-0 left-3.5 my-auto size-4 text-ink-faint" aria-hidden="true" />
              <input
                type="text"
                role="combobox"
                aria-expanded={entries().length > 0}
                aria-controls={list}
                aria-autocomplete="list"
                aria-activedescendant={activeId()}
                aria-label="Find an order, a list or something to do"
                placeholder="An order number, a name, a list or something to do"
                autocomplete="off"
                spellcheck={false}
                maxLength={200}
                class="h-11 w-full bg-transparent pr-3.5 pl-10 outline-none placeholder:text-ink-faint"
                value={query()}
                onInput={(event) => {
                  setChosen(null);
                  setNote("");
                  setQuery(event.currentTarget.value);
                }}
                onKeyDown={onKeyDown}
              />
            </div>
            <div id={list} role="listbox" aria-label="What was found" aria-busy={phase() === "searching"} class="min-h-0 flex-1 overflow-y-auto overscroll-contain p-1.5">
              <For each={groups()}>
                {(group, i) => (
                  <div role="group" aria-labelledby={`${list}-group-${i()}`}>
                    <p id={`${list}-group-${i()}`} class="px-2 pt-2 pb-1 text-xs text-ink-faint">{group.name}</p>
                    <For each={group.entries}>
                      {(entry) => <PaletteRow id={idOf(entry)} entry={entry} active={entry.key === active()?.key} onMark={() => setChosen(entry.key)} onRun={() => run(entry)} />}
                    </For>
                  </div>
                )}
              </For>
            </div>
            <p role="status" class="border-t border-line px-3.5 py-2 text-sm text-ink-soft empty:hidden">{note() || outcome()}</p>
          </Kobalte.Content>
        </div>
      </Kobalte.Portal>
    </Kobalte>
  );

  function outcome(): string {
    if (phase() === "failed") return "Orders and customers could not be searched. Press Enter on an empty list, or type on, to try again.";
    if (entries().length > 0) return "";
    return phase() === "searching" ? "Searching…" : "Nothing matches. An order is found by its number, name, e-mail, phone or reference.";
  }
}
