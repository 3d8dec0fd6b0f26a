import IconX from "~icons/lucide/x";
import { type JSX, Show } from "solid-js";
import { Button, IconButton } from "../../ui/button.tsx";

interface SelectionBarProps {
  readonly count: number;
  readonly onOpen: () => void;
  readonly onClear: () => void;
}

/** What can be done with the chosen rows; it lies over the last rows instead of pushing them. */
export function SelectionBar(props: SelectionBarProps): JSX.Element {
  return (
    <Show when={props.count > 0}>
      <div role="toolbar" aria-label="Selected orders" class="settle absolute bottom-4 left-1/2 z-3 flex -translate-x-1/2 items-center gap-1 rounded-l border border-line-strong bg-raised py-1 pr-1 pl-3 shadow-lift">
        <span role="status" class="tabular mr-2 font-medium whitespace-nowrap">{props.count} selected</span>
        <Button variant="ghost" blocked={props.count > 1 && "Choose a single order to open it."} onClick={() => props.onOpen()}>Open</Button>
        <IconButton icon={IconX} label="Clear the selection" shortcut="escape" onClick={() => props.onClear()} />
      </div>
    </Show>
  );
}
