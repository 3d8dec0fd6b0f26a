import IconBookmarkPlus from "~icons/lucide/bookmark-plus";
import { createEffect, createMemo, createSignal, on } from "solid-js";
import type { Accessor } from "solid-js";
import { printView } from "../../../domain/filter-url.ts";
import type { View } from "../../../domain/filter-url.ts";
import type { Lookups } from "../../../domain/lookups.ts";
import { mayChangeView } from "../../../domain/saved-view.ts";
import type { SavedView } from "../../../domain/saved-view.ts";
import type { Live } from "../../live/live-store.ts";
import type { Scope } from "../../session/organization-scope.tsx";
import { useCommands } from "../../shell/commands.ts";
import type { ColumnChoice } from "../column-choice.ts";
import { goneWords } from "../filter/gone-words.ts";
import { searchOf } from "./opened-mark.ts";
import type { OpenedMark } from "./opened-mark.ts";
import { rememberStarred } from "./starred-guess.ts";
import { openedView, savedText, showsSaved } from "./view-address.ts";
import type { Basis, OpenedView } from "./view-address.ts";
import { viewsOf } from "./views-store.ts";
import type { ViewsStore } from "./views-store.ts";

/** What a dialog is open for. */
export type ViewDialog = { readonly for: "new" } | { readonly for: "rename"; readonly saved: SavedView } | { readonly for: "conflict"; readonly saved: SavedView };

/** The saved view that the address names, and what one can do with it. */
export interface ViewDesk {
  readonly store: ViewsStore;
  readonly scope: Scope;
  readonly view: Accessor<View>;
  readonly opened: Accessor<OpenedView>;
  /** What an edit of the address is to say of the opened view: the version that it is based on. */
  readonly mark: Accessor<OpenedMark | null>;
  /** What is to be said of what it names and is not there any more, as sentences. */
  readonly notes: Accessor<readonly string[]>;
  /** There is something to be said (`view-notes.tsx`). */
  readonly speaks: Accessor<boolean>;
  /** What saving the present view would keep. */
  readonly text: Accessor<string>;
  readonly mayChange: (saved: SavedView) => boolean;
  /** The address of a saved view. */
  readonly hrefOf: (saved: Pick<SavedView, "id" | "query" | "version">) => string;
  /** Shows what is saved. */
  readonly show: (saved: Pick<SavedView, "id" | "query" | "version">) => void;
  /** Goes on without a saved view: with what shows now, or with the usual list. */
  readonly leave: (keep: boolean) => void;
  readonly dialog: Accessor<ViewDialog | null>;
  readonly setDialog: (dialog: ViewDialog | null) => void;
}

export interface ViewDeskSource {
  readonly scope: Scope;
  readonly live: Live;
  readonly lookups: Accessor<Lookups | undefined>;
  readonly choice: ColumnChoice;
  readonly mark: Accessor<OpenedMark | null>;
  readonly view: Accessor<View>;
  /** @param search with its question mark, or "" */
  readonly go: (search: string) => void;
}

export function createViewDesk({ scope, live, lookups, choice, mark, view, go }: ViewDeskSource): ViewDesk {
  const store = viewsOf(scope, live);
  const [bases, setBases] = createSignal<ReadonlyMap<string, Basis>>(new Map());
  const [dialog, setDialog] = createSignal<ViewDialog | null>(null);
  const opened = createMemo(() => openedView(mark(), store.views(), view(), bases().get(mark()?.id ?? "") ?? null));
  const notes = createMemo(() => {
    const names = lookups();
    return names ? goneWords(view().filter, names) : [];
  });
  const text = createMemo(() => savedText(view(), choice.shown().map((column) => column.id)));
  // Where the address and the saved view agree is what a later edit is based on.
  createEffect(
    on([mark, store.views, view], ([now, views, shown]) => {
      const saved = views?.find((one) => one.id === now?.id);
      if (saved && showsSaved(shown, saved)) setBases((before) => new Map(before).set(saved.id, { version: saved.version, query: saved.query }));
    }),
  );
  createEffect(() => store.views() && rememberStarred(scope, store.starred()));
  const search = (saved: Pick<SavedView, "id" | "query" | "version">) => searchOf(saved.query, saved);
  useCommands(() => [{ label: "Save this view", group: "This list", words: "favourite", icon: IconBookmarkPlus, run: () => setDialog({ for: "new" }) }]);
  return {
    store,
    scope,
    view,
    opened,
    mark: () => {
      const now = opened();
      return now.kind === "open" ? { id: now.saved.id, version: now.version } : mark();
    },
    notes,
    speaks: () => notes().length > 0 || opened().kind === "gone",
    text,
    mayChange: (saved) => mayChangeView(saved, scope.user.id, scope.may("settings.manage")),
    hrefOf: (saved) => scope.path(`/orders${search(saved)}`),
    show: (saved) => go(search(saved)),
    leave: (keep) => go(keep ? searchOf(printView(view()).toString(), null) : ""),
    dialog,
    setDialog,
  };
}
