import { batch, createRoot, createSignal, onCleanup } from "solid-js";
import type { Accessor } from "solid-js";
import type { View } from "../../domain/filter-url.ts";
import type { GroupField } from "../../domain/group-field.ts";
import type { ViewRule } from "../../domain/order-window.ts";
import type { ApiScope } from "../api.ts";
import { toast } from "../ui/toasts.ts";
import type { GroupSource } from "./groups/grouped-list.ts";
import type { Grouping } from "./lines.ts";
import { createListStore } from "./list-store.ts";
import type { ListStore } from "./list-store.ts";

interface Made {
  readonly field: GroupField | null;
  readonly list: ListStore;
  readonly grouping: Grouping | null;
  readonly end: () => void;
}

export interface ListOfView {
  /** Another one whenever the grouping changes. */
  readonly list: Accessor<ListStore>;
  /** Null for one list without groups. */
  readonly grouping: Accessor<Grouping | null>;
  show(view: View, rule: ViewRule): void;
}

/** One list, or one in groups: their code comes with the first view that asks for it. */
export function createListOfView(scope: ApiScope, source: GroupSource): ListOfView {
  const plain = (): Made => createRoot((end) => ({ field: null, list: createListStore(scope, source), grouping: null, end }));
  const [made, setMade] = createSignal(plain());
  let asked = 0;

  function take(next: Made, view: View, rule: ViewRule): void {
    batch(() => {
      made().end();
      setMade(next);
      next.list.show(view, rule);
    });
  }
  async function group(field: GroupField, view: View, rule: ViewRule, isWanted: () => boolean): Promise<void> {
    const module = await import("./groups/grouping.tsx").catch(() => null);
    if (!isWanted()) return;
    if (module) return take(createRoot((end) => ({ field, ...module.createGrouping(scope, source, field), end })), view, rule);
    toast("Groups could not be loaded. Check the connection and try again.", { tone: "error", key: "groups" });
    take(plain(), { ...view, group: null }, rule);
  }
  onCleanup(() => made().end());

  return {
    list: () => made().list,
    grouping: () => made().grouping,
    show(view, rule) {
      const turn = ++asked;
      if (view.group === made().field) return made().list.show(view, rule);
      if (view.group === null) return take(plain(), view, rule);
      void group(view.group, view, rule, () => turn === asked);
    },
  };
}
