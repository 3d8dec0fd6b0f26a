import IconChevronUp from "~icons/lucide/chevron-up";
import IconX from "~icons/lucide/x";
import { For, type JSX, Show, createMemo } from "solid-js";
import type { BulkKind } from "../../domain/bulk-job.ts";
import type { View } from "../../domain/filter-url.ts";
import type { Permission } from "../../domain/role.ts";
import { useCommands } from "../shell/commands.ts";
import { useShortcut } from "../shell/shortcuts.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { useConventions } from "../ui/locale.ts";
import { Menu } from "../ui/menu.tsx";
import { numberText } from "../ui/number-text.ts";
import { toast } from "../ui/toasts.ts";
import type { Selection } from "../orders/selection.ts";
import { ALL_ACTS, actBlocked, actEntries, actsIn } from "./bulk-acts.ts";
import { ACT_NAME } from "./bulk-words.ts";

interface SelectionBarProps {
  readonly selection: Selection;
  /** “3 selected”. */
  readonly text: string;
  /** Orders of the list; null where only reading all would tell. */
  readonly matching: number | null;
  readonly view: View;
  readonly compact: boolean;
  readonly may: (permission: Permission) => boolean;
  readonly onAct: (kind: BulkKind) => void;
  readonly onAll: () => void;
  readonly onOpen: () => void;
  readonly onClear: () => void;
}

/** How many are chosen, all that match, and what can be done with them; it lies over the last rows instead of pushing them. */
export function SelectionBar(props: SelectionBarProps): JSX.Element {
  return <Show when={props.selection.ids.size > 0}><Bar {...props} /></Show>;
}

function Bar(props: SelectionBarProps): JSX.Element {
  const conventions = useConventions();
  const count = (n: number) => numberText(n, conventions().locale);
  const acts = createMemo(() => actsIn(props.view));
  const blocked = (kind: BulkKind) => actBlocked(kind, props.may);
  const begin = (kind: BulkKind) => {
    const reason = blocked(kind);
    if (reason === undefined) props.onAct(kind);
    else toast(`${ACT_NAME[kind]}: ${reason}`, { key: "bulk-act" });
  };
  const beyond = () => !props.selection.all && (props.matching === null || props.matching > props.selection.ids.size);

  for (const { kind, keys } of ALL_ACTS) useShortcut(keys, `${ACT_NAME[kind]}: what is selected`, () => acts().some((one) => one.kind === kind) && begin(kind), "Selected orders");
  // In the grid itself Escape does it anyway; here it does wherever one is.
  useShortcut("escape", "Clear the selection", () => props.onClear(), "Selected orders");
  useCommands(() => acts().map(({ kind, icon, keys }) => ({ label: ACT_NAME[kind], group: props.text, words: "selection bulk orders", keys, icon, refused: blocked(kind), run: () => begin(kind) })));

  return (
    <div
      role="toolbar"
      aria-label="Selected orders"
      class="settle absolute bottom-4 left-1/2 flex max-w-[calc(100%-16px)] -translate-x-1/2 items-center gap-1 rounded-l border border-line-strong bg-raised py-1 pr-1 pl-3 shadow-lift"
    >
      <span class="tabular mr-1 font-medium whitespace-nowrap">{props.text}</span>
      <Show when={beyond()}>
        <button type="button" class="control quick rounded-m px-2 whitespace-nowrap text-harbour hover:bg-hover max-md:truncate" onClick={() => props.onAll()}>
          {props.matching === null ? "Select all that match" : props.compact ? `All ${count(props.matching)}` : `Select all ${count(props.matching)} that match`}
        </button>
      </Show>
      <span class="mx-1 h-5 w-px bg-line" aria-hidden="true" />
      <Show
        when={!props.compact}
        fallback={
          <Menu
            label="Actions on the selected orders"
            align="end"
            entries={() => actEntries(props.view, props.may, begin, false)}
            trigger={(trigger) => <Button {...trigger} icon={IconChevronUp}>Actions</Button>}
          />
        }
      >
        <Button variant="ghost" blocked={(props.selection.all === true || props.selection.ids.size > 1) && "Choose a single order to open it."} onClick={() => props.onOpen()}>Open</Button>
        <For each={acts()}>
          {({ kind, icon, keys, short }) => (
            <Button variant="ghost" icon={icon} aria-label={ACT_NAME[kind]} shortcut={keys} blocked={blocked(kind)} onClick={() => begin(kind)}>{short}</Button>
          )}
        </For>
      </Show>
      <IconButton icon={IconX} label="Clear the selection" shortcut="escape" onClick={() => props.onClear()} />
    </div>
  );
}
