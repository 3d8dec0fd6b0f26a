import { type JSX, Show } from "solid-js";
import type { Agent, Person } from "../../domain/organization.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Combobox } from "../ui/combobox.tsx";
import { TextField } from "../ui/text-field.tsx";
import { Card } from "./card.tsx";
import { fieldLabel } from "./field-label.ts";
import { FieldSlot } from "./field-slot.tsx";
import { agentName, personName } from "./names.ts";
import type { FieldName, FieldValue } from "./order-draft.ts";
import { useOrder } from "./order-context.ts";
import { TagsField } from "./tags-field.tsx";

/** Who looks after the order, and what was noted about it. */
export function DetailsCard(): JSX.Element {
  const page = useOrder();
  return (
    <Card title="Details">
      <div class="flex flex-col gap-3">
        <FieldSlot field="csrId"><PersonField /></FieldSlot>
        <FieldSlot field="agentId"><AgentField /></FieldSlot>
        <FieldSlot field="reference"><TextOf field="reference" /></FieldSlot>
        <FieldSlot field="tags"><Tags /></FieldSlot>
        <FieldSlot field="note"><TextOf field="note" lines={3} /></FieldSlot>
        <p class="text-sm text-ink-faint">
          Channel: {page.names().channels.find((one) => one.id === page.order().channelId)?.name ?? "one of before"}
        </p>
      </div>
    </Card>
  );
}

/** What is drafted, else what stands. */
function useField<F extends FieldName>(field: F, standing: () => FieldValue<F>): () => FieldValue<F> {
  const page = useOrder();
  return () => {
    const drafted = page.draft.draft().fields[field];
    return drafted ? drafted.value : standing();
  };
}

function PersonField(): JSX.Element {
  const page = useOrder();
  const value = useField("csrId", () => page.order().csrId);
  const person = () => page.names().people.find((one) => one.id === value());
  // Somebody who left stays shown, and can only be replaced.
  const shown = (): Pick<Person, "id" | "name"> | null => (value() === null ? null : (person() ?? { id: value() ?? "", name: personName(page.names(), value()) }));
  return (
    <Show when={page.closedField("csrId") === undefined} fallback={<Static label="CSR" text={personName(page.names(), value())} />}>
      <Combobox
        label="CSR"
        noun="people"
        clearable
        placeholder="Nobody"
        value={shown()}
        options={page.names().people.filter((one) => one.active)}
        keyOf={(one) => one.id}
        labelOf={(one) => one.name}
        row={(one) => <><PersonFace id={one.id} /><span class="truncate"><bdi>{one.name}</bdi></span></>}
        error={page.errorOf("csrId")}
        onChange={(one) => page.draft.set("csrId", one?.id ?? null)}
      />
    </Show>
  );
}

function PersonFace(props: { readonly id: string }): JSX.Element {
  const page = useOrder();
  return (
    <Show when={page.names().people.find((one) => one.id === props.id)}>
      {(person) => <Avatar person={person()} size="s" decorative />}
    </Show>
  );
}

function AgentField(): JSX.Element {
  const page = useOrder();
  const value = useField("agentId", () => page.order().agentId);
  const shown = (): Pick<Agent, "id" | "name"> | null => (value() === null ? null : { id: value() ?? "", name: agentName(page.names(), value()) });
  return (
    <Show when={page.closedField("agentId") === undefined} fallback={<Static label="Delivery agent" text={agentName(page.names(), value())} />}>
      <Combobox
        label="Delivery agent"
        noun="delivery agents"
        clearable
        placeholder="Nobody"
        value={shown()}
        options={page.names().agents.filter((one) => one.active)}
        keyOf={(one) => one.id}
        labelOf={(one) => one.name}
        error={page.errorOf("agentId")}
        onChange={(one) => page.draft.set("agentId", one?.id ?? null)}
      />
    </Show>
  );
}

function TextOf(props: { readonly field: "reference" | "note"; readonly lines?: number }): JSX.Element {
  const page = useOrder();
  const value = useField(props.field, () => page.order()[props.field]);
  const closed = () => page.closedField(props.field);
  const drafted = () => page.draft.draft().fields[props.field] !== undefined;
  return (
    <Show when={closed() === undefined || drafted()} fallback={<Static label={fieldLabel(props.field)} text={value()} />}>
      <TextField
        label={fieldLabel(props.field)}
        {...(props.lines ? { lines: props.lines } : {})}
        dir="auto"
        value={value()}
        readonly={closed() !== undefined}
        error={page.errorOf(props.field)}
        onInput={(text) => page.draft.set(props.field, text)}
      />
    </Show>
  );
}

function Tags(): JSX.Element {
  const page = useOrder();
  const value = useField("tags", () => page.order().tags);
  return <TagsField tags={value()} readonly={page.closedField("tags") !== undefined} error={page.errorOf("tags")} onChange={(tags) => page.draft.set("tags", tags)} />;
}

function Static(props: { readonly label: string; readonly text: string }): JSX.Element {
  return (
    <div>
      <p class="text-sm font-medium text-ink-soft">{props.label}</p>
      <p class="break-words whitespace-pre-wrap"><bdi>{props.text || "–"}</bdi></p>
    </div>
  );
}
