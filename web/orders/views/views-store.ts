import { createMemo, createRoot, createSignal } from "solid-js";
import type { Accessor } from "solid-js";
import * as v from "valibot";
import { SavedView } from "../../../domain/saved-view.ts";
import type { NewSavedView, SavedViewEdit } from "../../../domain/saved-view.ts";
import { ApiProblem, api } from "../../api.ts";
import type { Live } from "../../live/live-store.ts";
import type { Scope } from "../../session/organization-scope.tsx";
import { preferencesOf } from "../preference-store.ts";

/** Between attempts to read the views, while nobody answers. */
const AGAIN_MS = 5_000;

/** The saved views of an organization that this person sees, as they are now (L5). */
export interface ViewsStore {
  /** By name; null until they are read. */
  readonly views: Accessor<readonly SavedView[] | null>;
  /** Those that stand beside the quick filters. */
  readonly starred: Accessor<readonly SavedView[]>;
  readonly star: (id: string, on: boolean) => void;
  /** @throws ApiProblem; @param key the same one when it is repeated */
  readonly create: (draft: NewSavedView, key: string) => Promise<SavedView>;
  /** @throws ApiProblem */
  readonly save: (view: Pick<SavedView, "id" | "version">, edit: SavedViewEdit, key: string) => Promise<SavedView>;
  /** @throws ApiProblem */
  readonly remove: (id: string) => Promise<void>;
  /** @throws ApiProblem */
  readonly restore: (id: string) => Promise<SavedView>;
}

const List = v.object({ views: v.array(SavedView) });
const Answer = v.object({ view: SavedView });
const stores = new WeakMap<Scope, ViewsStore>();

export function viewsOf(scope: Scope, live: Live): ViewsStore {
  const found = stores.get(scope);
  if (found) return found;
  const store = createRoot((dispose) => {
    scope.signal.addEventListener("abort", dispose);
    return createViewsStore(scope, live);
  });
  stores.set(scope, store);
  return store;
}

function createViewsStore(scope: Scope, live: Live): ViewsStore {
  const [views, setViews] = createSignal<readonly SavedView[] | null>(null);
  const preferences = preferencesOf(scope);
  const starred = createMemo(() => preferences.preferences().starred.flatMap((id) => views()?.find((view) => view.id === id) ?? []));
  let reading = false;
  let again = false;

  async function read(): Promise<void> {
    again = reading;
    if (reading) return;
    reading = true;
    try {
      setViews((await api(scope, "GET", "/views", undefined, { schema: List })).views);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.unanswered || error.problem.status >= 500) setTimeout(() => scope.signal.aborted || void read(), AGAIN_MS);
    } finally {
      reading = false;
      if (again) void read();
    }
  }
  function put(view: SavedView): SavedView {
    setViews((before) => [...(before ?? []).filter((one) => one.id !== view.id), view].toSorted((a, b) => a.name.localeCompare(b.name)));
    return view;
  }
  live.onChanges((changes) => {
    if (changes.some((change) => change.entity === "view")) void read();
  });
  live.onReset(() => void read());
  void read();

  return {
    views,
    starred,
    star(id, on) {
      const others = preferences.preferences().starred.filter((one) => one !== id);
      preferences.change({ starred: on ? [...others, id] : others });
    },
    create: async (draft, idempotencyKey) => put((await api(scope, "POST", "/views", draft, { schema: Answer, idempotencyKey })).view),
    save: async ({ id, version }, edit, idempotencyKey) => put((await api(scope, "PATCH", `/views/${id}`, { version, edit }, { schema: Answer, idempotencyKey })).view),
    async remove(id) {
      await api(scope, "DELETE", `/views/${id}`);
      setViews((before) => before?.filter((one) => one.id !== id) ?? null);
    },
    restore: async (id) => put((await api(scope, "POST", `/views/${id}/restore`, undefined, { schema: Answer })).view),
  };
}
