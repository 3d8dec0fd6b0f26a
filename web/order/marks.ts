import { createSignal, onCleanup } from "solid-js";
import type { Change } from "../../domain/change.ts";
import { initialsOf, personColor } from "../../domain/organization.ts";
import { useScope } from "../session/organization-scope.tsx";
import type { Face } from "../ui/avatar.tsx";

/** Milliseconds that a field shows who just changed it. */
const SHOWN = 5_000;

export interface Marks {
  /** Who just changed this field (`lines.<id>` for a line), if it was somebody else. */
  readonly of: (field: string) => Face | undefined;
  readonly add: (change: Change) => void;
}

/** Fields that a colleague just changed, in the colour that the colleague has everywhere. */
export function createMarks(): Marks {
  const scope = useScope();
  const [marks, setMarks] = createSignal<ReadonlyMap<string, { face: Face; at: number }>>(new Map());
  const timers = new Set<ReturnType<typeof setTimeout>>();
  onCleanup(() => {
    for (const timer of timers) clearTimeout(timer);
  });

  function fade(): void {
    const oldest = Date.now() - SHOWN;
    setMarks((now) => new Map([...now].filter(([, mark]) => mark.at > oldest)));
  }

  return {
    of: (field) => marks().get(field)?.face,
    add(change) {
      const { actor } = change;
      if (actor.kind === "user" && actor.id === scope.user.id) return;
      const face: Face = { id: actor.id, name: actor.name, initials: initialsOf(actor.name), color: personColor(actor.id) };
      const at = Date.now();
      const fields = Object.keys(change.patch).flatMap((key) => (key.startsWith("lines.") ? [key.split(".").slice(0, 2).join("."), "lines"] : [key]));
      setMarks((now) => new Map([...now, ...fields.map((field) => [field, { face, at }] as const)]));
      const timer = setTimeout(() => {
        timers.delete(timer);
        fade();
      }, SHOWN + 20);
      timers.add(timer);
    },
  };
}
