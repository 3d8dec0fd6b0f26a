import type { JSX } from "solid-js";
import type { Lookups } from "../../../domain/lookups.ts";
import { MAX_TEXT } from "../../../domain/order.ts";
import type { ImportPreview } from "../../../domain/import/spec.ts";
import { Card } from "../../order/card.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import type { PreviewStore } from "./preview-store.ts";

interface DefaultsCardProps {
  readonly store: PreviewStore;
  readonly preview: ImportPreview;
  /** undefined until they are read. */
  readonly lookups: Lookups | undefined;
}

/** What holds where the file says nothing (X1.7, X1.8, X1.10). */
export function DefaultsCard(props: DefaultsCardProps): JSX.Element {
  const { choice, choose } = props.store;
  const mapping = () => choice().mapping ?? props.preview.mapping;
  const statuses = () => (props.lookups?.statuses ?? []).filter((one) => one.active);
  const channels = () => (props.lookups?.channels ?? []).filter((one) => one.active);
  const statusId = () => choice().statusId ?? props.preview.options.statusId ?? statuses().find((one) => one.stage === "pending")?.id;
  const channelId = () => choice().channelId ?? props.preview.options.channelId ?? (channels().find((one) => one.kind === "admin") ?? channels()[0])?.id;
  const named = (column: number | undefined) => (column === undefined ? "No column says it: this holds for all orders." : "Where the cell is empty.");
  const customerIsNamed = () => ["customerId", "customerName", "customerFirstName", "customerLastName", "customerEmail"].some((field) => Object.hasOwn(mapping(), field));
  return (
    <Card title="Where the file says nothing">
      <div class="grid gap-3 max-lg:sm:grid-cols-2">
        <Select
          label="Status"
          value={statusId()}
          options={statuses().map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) => choose({ statusId: id })}
          description={named(mapping().status)}
        />
        <Select
          label="Channel"
          value={channelId()}
          options={channels().map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) => choose({ channelId: id })}
          description={named(mapping().channel)}
        />
        <TextField
          label="Customer"
          value={choice().guestName ?? props.preview.options.guestName}
          maxLength={MAX_TEXT.name}
          onInput={(guestName) => choose({ guestName })}
          error={choice().guestName?.trim() === "" ? "Name the customer of orders that name nobody." : undefined}
          description={customerIsNamed() ? "One customer for all orders that name nobody." : "No column names the customer: all orders go to this one."}
        />
        <Checkbox
          label="Create products that are new"
          description="Otherwise rows with an unknown stock code are rejected."
          checked={choice().createProducts ?? props.preview.options.createProducts}
          onChange={(createProducts) => choose({ createProducts })}
        />
      </div>
    </Card>
  );
}
