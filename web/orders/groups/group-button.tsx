import IconLayers from "~icons/lucide/layers-2";
import type { JSX } from "solid-js";
import { GROUP_FIELDS } from "../../../domain/group-field.ts";
import type { GroupField } from "../../../domain/group-field.ts";
import { Button } from "../../ui/button.tsx";
import { Menu } from "../../ui/menu.tsx";

const NAME: Readonly<Record<GroupField, string>> = { status: "Status", channel: "Channel", csr: "CSR", agent: "Delivery agent", day: "Day", payment: "Payment status", type: "Type" };
const SPOKEN: Readonly<Record<GroupField, string>> = { status: "status", channel: "channel", csr: "CSR", agent: "agent", day: "day", payment: "payment", type: "type" };

/** What the list is grouped by (L5). */
export function GroupButton(props: { readonly value: GroupField | null; readonly onChange: (group: GroupField | null) => void }): JSX.Element {
  const label = () => (props.value === null ? "Group" : `By ${SPOKEN[props.value]}`);
  return (
    <Menu
      label="Group by"
      entries={() => [
        ...GROUP_FIELDS.map((field) => ({ label: NAME[field], checked: props.value === field, onSelect: () => props.onChange(field) })),
        { line: true },
        { label: "No groups", checked: props.value === null, onSelect: () => props.onChange(null) },
      ]}
      trigger={(trigger) => (
        <Button {...trigger} icon={IconLayers} aria-label={props.value === null ? "Group the orders" : `Grouped ${label().toLowerCase()}`}>
          <span class="max-md:sr-only">{label()}</span>
        </Button>
      )}
    />
  );
}
