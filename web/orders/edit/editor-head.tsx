import IconX from "~icons/lucide/x";
import type { JSX } from "solid-js";
import type { OrderRow } from "../../../domain/order.ts";
import { IconButton } from "../../ui/button.tsx";

/** Which order and what of it is edited, where the editor lies over both; and a way out for who has no Escape key. */
export function EditorHead(props: { readonly row: OrderRow; readonly field: string; readonly onCancel: () => void }): JSX.Element {
  return (
    <div class="flex shrink-0 items-center gap-2 border-b border-line bg-sunken pl-2 in-data-[upwards=true]:order-3">
      <span class="tabular font-medium">{props.row.number}</span>
      <span class="truncate text-ink-soft">{props.row.customerName}</span>
      <span class="ml-auto shrink-0 text-ink-faint">{props.field}</span>
      <IconButton icon={IconX} label="Leave it as it is" shortcut="escape" onClick={() => props.onCancel()} />
    </div>
  );
}
