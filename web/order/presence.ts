import { createEffect, createMemo, on, onCleanup } from "solid-js";
import type { Accessor } from "solid-js";
import type { Present } from "../../domain/live.ts";
import type { Order } from "../../domain/order.ts";
import { useLive } from "../live/live-store.ts";
import { useScope } from "../session/organization-scope.tsx";
import type { PersonHere } from "../session/organization-scope.tsx";
import { fieldLabel } from "./field-label.ts";

export interface Presence {
  /** Colleagues on this order, each once. */
  readonly here: Accessor<readonly PersonHere[]>;
  /** Those of them who are in this field now. */
  readonly inField: (field: string) => readonly PersonHere[];
  /** Tells the others which field has the focus; null for none. */
  readonly focus: (field: string | null) => void;
}

/** Who is on this order and in which field (N2): a claim that blocks nobody. */
export function createPresence({ id: orderId, number }: Pick<Order, "id" | "number">, dirty: Accessor<boolean>): Presence {
  const live = useLive();
  const scope = useScope();
  let field: string | null = null;
  const tell = () => live.setDoing({ orderId, number, field, mode: field !== null || dirty() ? "editing" : "viewing" });
  createEffect(on(dirty, tell));
  onCleanup(() => live.setDoing({ orderId: null, field: null, mode: "viewing" }));

  const onOrder = createMemo(() => live.people().filter((one) => one.doing.orderId === orderId && one.personId !== scope.user.id));
  return {
    here: createMemo(() => onePerPerson(onOrder()).map(hereOf)),
    inField: (wanted) => onePerPerson(onOrder().filter((one) => one.doing.field === wanted)).map(hereOf),
    focus(next) {
      field = next;
      tell();
    },
  };
}

/** Of a person with two tabs the one that edits says more. */
function onePerPerson(present: readonly Present[]): readonly Present[] {
  const people = new Map<string, Present>();
  for (const one of present) {
    if (people.get(one.personId)?.doing.mode !== "editing") people.set(one.personId, one);
  }
  return [...people.values()];
}

function hereOf(one: Present): PersonHere {
  const { mode, field } = one.doing;
  const doing = mode === "viewing" ? "looking" : field === null ? "editing" : `editing: ${fieldLabel(field)}`;
  return { id: one.personId, name: one.name, initials: one.initials, color: one.color, doing };
}
