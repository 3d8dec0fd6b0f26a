import IconChevronUp from "~icons/lucide/chevron-up";
import IconCircleDot from "~icons/lucide/circle-dot";
import IconPackage from "~icons/lucide/package-check";
import IconRestore from "~icons/lucide/archive-restore";
import IconTag from "~icons/lucide/tag";
import IconTrash from "~icons/lucide/trash-2";
import IconTruck from "~icons/lucide/truck";
import IconUser from "~icons/lucide/user";
import IconX from "~icons/lucide/x";
import { For, type JSX, Show, createMemo } from "solid-js";
import { BULK_NEEDS } from "../../domain/bulk.ts";
import type { BulkKind } from "../../domain/bulk-job.ts";
import { showsDeleted } from "../../domain/filter.ts";
import { viewFilter } from "../../domain/filter-url.ts";
import type { View } from "../../domain/filter-url.ts";
import type { Permission } from "../../domain/role.ts";
import { useCommands } from "../shell/commands.ts";
import { useShortcut } from "../shell/shortcuts.ts";
import { Button, IconButton } from "../ui/button.tsx";
import type { Icon } from "../ui/icon.ts";
import { useConventions } from "../ui/locale.ts";
import { Menu } from "../ui/menu.tsx";
import { numberText } from "../ui/number-text.ts";
import { toast } from "../ui/toasts.ts";
import type { Selection } from "../orders/selection.ts";
import { ACT_NAME } from "./bulk-words.ts";

interface SelectionBarProps {
  readonly selection: Selection;
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

interface Act {
  readonly kind: BulkKind;
  readonly icon: Icon;
  /** While orders are chosen. */
  readonly keys: string;
  /** On the bar; the whole name is its label. */
  readonly short: string;
}

const ACTS: readonly Act[] = [
  { kind: "status", icon: IconCircleDot, keys: "alt+s", short: "Status" },
  { kind: "csr", icon: IconUser, keys: "alt+c", short: "CSR" },
  { kind: "agent", icon: IconTruck, keys: "alt+a", short: "Agent" },
  { kind: "tags", icon: IconTag, keys: "alt+t", short: "Tags" },
  { kind: "send", icon: IconPackage, keys: "alt+g", short: "Send" },
  { kind: "delete", icon: IconTrash, keys: "alt+backspace", short: "Delete" },
];
/** What can be done to deleted orders. */
const RESTORE: readonly Act[] = [{ kind: "restore", icon: IconRestore, keys: "alt+r", short: "Restore" }];

/** How many are chosen, all that match, and what can be done with them; it lies over the last rows instead of pushing them. */
export function SelectionBar(props: SelectionBarProps): JSX.Element {
  return <Show when={props.selection.ids.size > 0}><Bar {...props} /></Show>;
}

function Bar(props: SelectionBarProps): JSX.Element {
  const conventions = useConventions();
  const count = (n: number) => numberText(n, conventions().locale);
  const acts = createMemo(() => (showsDeleted(viewFilter(props.view)) ? RESTORE : ACTS));
  const blocked = (kind: BulkKind) => (props.may(BULK_NEEDS[kind]) ? undefined : "Your role does not allow it.");
  const begin = (kind: BulkKind) => {
    const reason = blocked(kind);
    if (reason === undefined) props.onAct(kind);
    else toast(`${ACT_NAME[kind]}: ${reason}`, { key: "bulk-act" });
  };
  const chosen = () => (props.selection.all ? (props.matching ?? null) : props.selection.ids.size);
  const text = () => (chosen() === null ? "All that match selected" : props.selection.all ? `All ${count(chosen() ?? 0)} selected` : `${count(chosen() ?? 0)} selected`);
  const beyond = () => !props.selection.all && (props.matching === null || props.matching > props.selection.ids.size);

  for (const { kind, keys } of [...ACTS, ...RESTORE]) useShortcut(keys, `${ACT_NAME[kind]}: what is selected`, () => acts().some((one) => one.kind === kind) && begin(kind), "Selected orders");
  // In the grid itself Escape does it anyway; here it does wherever one is.
  useShortcut("escape", "Clear the selection", () => props.onClear(), "Selected orders");
  useCommands(() => acts().map(({ kind, icon, keys }) => ({ label: ACT_NAME[kind], group: text(), words: "selection bulk orders", keys, icon, refused: blocked(kind), run: () => begin(kind) })));

  return (
    <div
      role="toolbar"
      aria-label="Selected orders"
      class="settle absolute bottom-4 left-1/2 flex max-w-[calc(100%-16px)] -translate-x-1/2 items-center gap-1 rounded-l border border-line-strong bg-raised py-1 pr-1 pl-3 shadow-lift"
    >
      <span role="status" class="tabular mr-1 font-medium whitespace-nowrap">{text()}</span>
      <Show when={beyond()}>
        <button type="button" class="control quick rounded-m px-2 whitespace-nowrap text-harbour hover:bg-hover max-md:min-w-0 max-md:truncate" onClick={() => props.onAll()}>
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
            entries={() => acts().map(({ kind, icon }) => ({ label: ACT_NAME[kind], icon, blocked: blocked(kind), danger: kind === "delete", onSelect: () => begin(kind) }))}
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
