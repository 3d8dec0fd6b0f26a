import { type JSX, Match, Show, Switch, createMemo } from "solid-js";
import type { BulkAction } from "../../domain/bulk.ts";
import type { BulkKind } from "../../domain/bulk-job.ts";
import { canBeCsr } from "../../domain/csr.ts";
import type { Lookups } from "../../domain/lookups.ts";
import { MAX_TEXT } from "../../domain/order.ts";
import { LOCKING_STAGES } from "../../domain/order-status.ts";
import { TagsField } from "../order/tags-field.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { Banner } from "../ui/banner.tsx";
import { Combobox } from "../ui/combobox.tsx";
import { StatusPill } from "../ui/pill.tsx";
import { Select } from "../ui/select.tsx";
import { TextField } from "../ui/text-field.tsx";

/** What is being filled in; only the fields of the act count. */
export interface ActDraft {
  /** "" stands for nobody. */
  readonly personId?: string | undefined;
  readonly agentId?: string | undefined;
  readonly statusId?: string | undefined;
  readonly reasonId?: string | undefined;
  readonly comment: string;
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

export const NO_ACT_DRAFT: ActDraft = { comment: "", add: [], remove: [] };
export const NOBODY = "";

/** The action that was filled in, or what is missing at which field. */
export function actionOf(kind: BulkKind, draft: ActDraft): BulkAction | { readonly missing: Readonly<Record<string, string>> } {
  switch (kind) {
    case "csr": return draft.personId === undefined ? { missing: { csrId: "Choose a person, or nobody." } } : { kind, csrId: draft.personId === NOBODY ? null : draft.personId };
    case "agent": return draft.agentId === undefined ? { missing: { agentId: "Choose a delivery agent, or nobody." } } : { kind, agentId: draft.agentId === NOBODY ? null : draft.agentId };
    case "status": return draft.statusId === undefined ? { missing: { statusId: "Choose a status." } } : { kind, statusId: draft.statusId, comment: draft.comment, ...(draft.reasonId === undefined ? {} : { reasonId: draft.reasonId }) };
    case "tags": return draft.add.length + draft.remove.length === 0 ? { missing: { add: "Name a tag to add or to take away." } } : { kind, add: [...draft.add], remove: [...draft.remove] };
    case "send":
    case "delete":
    case "restore": return { kind };
  }
}

interface ActFieldsProps {
  readonly kind: BulkKind;
  readonly draft: ActDraft;
  readonly names: Lookups;
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (draft: ActDraft) => void;
}

export function ActFields(props: ActFieldsProps): JSX.Element {
  const set = (part: Partial<ActDraft>) => props.onChange({ ...props.draft, ...part });
  const people = createMemo(() => [{ id: NOBODY, name: "Nobody", initials: "–", color: "slate" }, ...props.names.people.filter(canBeCsr)]);
  const agents = createMemo(() => [{ id: NOBODY, name: "Nobody" }, ...props.names.agents.filter((one) => one.active)]);
  const status = () => props.names.statuses.find((one) => one.id === props.draft.statusId);
  const reasonKind = () => (status()?.stage === "cancelled" ? "cancel" : status()?.stage === "on_hold" ? "hold" : undefined);
  const reasons = () => props.names.reasons.filter((one) => one.kind === reasonKind() && one.active);
  return (
    <Switch>
      <Match when={props.kind === "csr"}>
        <Combobox
          label="CSR"
          noun="people"
          startOpen
          value={people().find((one) => one.id === props.draft.personId) ?? null}
          options={people()}
          keyOf={(one) => one.id}
          labelOf={(one) => one.name}
          row={(one) => <><Avatar person={one} size="s" decorative /><span class="truncate">{one.name}</span></>}
          error={props.errors["csrId"]}
          onChange={(one) => set({ personId: one?.id })}
        />
      </Match>
      <Match when={props.kind === "agent"}>
        <Combobox
          label="Delivery agent"
          noun="agents"
          startOpen
          value={agents().find((one) => one.id === props.draft.agentId) ?? null}
          options={agents()}
          keyOf={(one) => one.id}
          labelOf={(one) => one.name}
          error={props.errors["agentId"]}
          onChange={(one) => set({ agentId: one?.id })}
        />
      </Match>
      <Match when={props.kind === "status"}>
        <Combobox
          label="New status"
          noun="statuses"
          startOpen
          value={status() ?? null}
          options={props.names.statuses.filter((one) => one.active)}
          keyOf={(one) => one.id}
          labelOf={(one) => one.name}
          row={(one) => <StatusPill color={one.color}>{one.name}</StatusPill>}
          error={props.errors["statusId"]}
          onChange={(one) => set({ statusId: one?.id, reasonId: undefined })}
        />
        <Show when={reasons().length > 0}>
          <Select
            label="Reason"
            required={reasonKind() === "cancel"}
            placeholder={reasonKind() === "cancel" ? "Choose a reason" : "None"}
            value={props.draft.reasonId}
            options={reasons().map((one) => ({ value: one.id, label: one.text }))}
            error={props.errors["reasonId"]}
            onChange={(reasonId) => set({ reasonId })}
          />
        </Show>
        <TextField label="Comment" lines={2} dir="auto" value={props.draft.comment} maxLength={MAX_TEXT.comment} error={props.errors["comment"]} description="Kept in the timeline of each order." onInput={(comment) => set({ comment })} />
        <Show when={LOCKING_STAGES.some((stage) => stage === status()?.stage)}>
          <Banner tone="locked">This also sends the orders for fulfilment, which locks them and cannot be undone.</Banner>
        </Show>
      </Match>
      <Match when={props.kind === "tags"}>
        <TagsField label="Tags to add" tags={props.draft.add} readonly={false} error={props.errors["add"]} onChange={(add) => set({ add })} />
        <TagsField label="Tags to take away" tags={props.draft.remove} readonly={false} error={props.errors["remove"]} onChange={(remove) => set({ remove })} />
      </Match>
      <Match when={props.kind === "send"}>
        <Banner tone="locked">Lines, quantities, delivery fee, customer and delivery address are locked then. Orders that were sent, cancelled or deleted are left out. This cannot be undone here.</Banner>
      </Match>
      <Match when={props.kind === "delete"}>
        <p>They leave every list. Their history stays, you can undo this, and a SuperAdmin can restore them. Orders that somebody changes meanwhile are left out.</p>
      </Match>
      <Match when={props.kind === "restore"}>
        <p>They come back as they were when they were deleted.</p>
      </Match>
    </Switch>
  );
}
