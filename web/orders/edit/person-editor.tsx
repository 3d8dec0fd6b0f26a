import type { JSX } from "solid-js";
import { canBeCsr } from "../../../domain/csr.ts";
import { Avatar } from "../../ui/avatar.tsx";
import type { EditorProps } from "./editor-props.ts";
import { PickList } from "./pick-list.tsx";

const NOBODY = "";

/** The CSR, or nobody. */
export function CsrEditor(props: EditorProps): JSX.Element {
  const people = () => props.lookups.people.filter((p) => canBeCsr(p) || p.id === props.row.csrId);
  const options = () => [{ id: NOBODY, name: "Nobody", initials: "–", color: "slate" }, ...people()];
  const edit = (id: string) => ({ csrId: id === NOBODY ? null : id });
  return (
    <PickList
      label="CSR"
      options={options()}
      keyOf={(p) => p.id}
      labelOf={(p) => p.name}
      row={(p) => (
        <>
          <Avatar person={p} size="s" decorative />
          <span class="truncate">{p.name}</span>
        </>
      )}
      value={(props.begun?.csrId === undefined ? props.row.csrId : props.begun.csrId) ?? NOBODY}
      typed={props.typed}
      nothing={NOBODY}
      onChoose={(p, go) => props.onSave(edit(p.id), go)}
      onMove={props.onMove}
      onCancel={props.onCancel}
    />
  );
}

/** The delivery agent, or nobody. */
export function AgentEditor(props: EditorProps): JSX.Element {
  const agents = () => props.lookups.agents.filter((a) => a.active || a.id === props.row.agentId);
  const edit = (id: string) => ({ agentId: id === NOBODY ? null : id });
  return (
    <PickList
      label="Delivery agent"
      options={[{ id: NOBODY, name: "Nobody" }, ...agents()]}
      keyOf={(a) => a.id}
      labelOf={(a) => a.name}
      row={(a) => <span class="truncate">{a.name}</span>}
      value={(props.begun?.agentId === undefined ? props.row.agentId : props.begun.agentId) ?? NOBODY}
      typed={props.typed}
      nothing={NOBODY}
      onChoose={(a, go) => props.onSave(edit(a.id), go)}
      onMove={props.onMove}
      onCancel={props.onCancel}
    />
  );
}
