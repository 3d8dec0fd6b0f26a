import { type JSX, Show } from "solid-js";
import { canBeCsr } from "../../domain/csr.ts";
import type { Agent, Microsite, Person } from "../../domain/organization.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Combobox } from "../ui/combobox.tsx";
import { TextField } from "../ui/text-field.tsx";
import { Card } from "./card.tsx";
import { fieldLabel } from "./field-label.ts";
import { FieldSlot } from "./field-slot.tsx";
import { isTracked } from "../../domain/order-status.ts";
import { NOT_TRACKED } from "../../domain/order-rule.ts";
import { agentName, micrositeName, personName } from "./names.ts";
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
        <Show when={page.names().microsites.length > 0 || page.order().micrositeId !== null}>
          <FieldSlot field="micrositeId"><MicrositeField /></FieldSlot>
        </Show>
        <Tracking />
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
        options={page.names().people.filter(canBeCsr)}
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

function MicrositeField(): JSX.Element {
  const page = useOrder();
  const value = useField("micrositeId", () => page.order().micrositeId);
  const shown = (): Pick<Microsite, "id" | "name"> | null => (value() === null ? null : { id: value() ?? "", name: micrositeName(page.names(), value()) });
  return (
    <Show when={page.closedField("micrositeId") === undefined} fallback={<Static label="Microsite" text={micrositeName(page.names(), value())} />}>
      <Combobox
        label="Microsite"
        noun="microsites"
        clearable
        placeholder="None"
        value={shown()}
        options={page.names().microsites.filter((one) => one.active)}
        keyOf={(one) => one.id}
        labelOf={(one) => one.name}
        error={page.errorOf("micrositeId")}
        onChange={(one) => page.draft.set("micrositeId", one?.id ?? null)}
      />
    </Show>
  );
}

/** Number and link of the parcel (E7): closed until there is one, but for what was typed or entered before. */
function Tracking(): JSX.Element {
  const page = useOrder();
  const open = () => isTracked(page.order().stage) || (["trackingNumber", "trackingUrl"] as const).some((field) => page.order()[field] !== "" || page.draft.draft().fields[field] !== undefined);
  return (
    <Show when={open()} fallback={<Static label="Tracking" text={NOT_TRACKED} />}>
      <FieldSlot field="trackingNumber"><TextOf field="trackingNumber" /></FieldSlot>
      <FieldSlot field="trackingUrl"><TextOf field="trackingUrl" /></FieldSlot>
      <Show when={page.order().trackingUrl !== ""}>
        <a href={page.order().trackingUrl} target="_blank" rel="noreferrer" class="-mt-2 self-start text-sm text-accent underline underline-offset-2">Follow the parcel</a>
      </Show>
    </Show>
  );
}

function TextOf(props: { readonly field: "reference" | "note" | "trackingNumber" | "trackingUrl"; readonly lines?: number }): JSX.Element {
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
