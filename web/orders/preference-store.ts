import { createRoot, createSignal } from "solid-js";
import type { Accessor } from "solid-js";
import * as v from "valibot";
import { NO_PREFERENCES, Preferences, PreferencesEdit, fieldsOf, withPreferences } from "../../domain/preference.ts";
import { ApiProblem, api } from "../api.ts";
import { toast } from "../ui/toasts.ts";
import type { Scope } from "../session/organization-scope.tsx";

/** Clicks through a list of columns are one write. */
const PAUSE_MS = 400;
/** Between attempts, while nobody answers. */
const AGAIN_MS = 10_000;

/** How this person wants the list: at once here and in their other tabs, a moment later on the server. */
export interface PreferenceStore {
  readonly preferences: Accessor<Preferences>;
  readonly change: (edit: PreferencesEdit) => void;
  /** They are known, or cannot be learnt now. Where this browser knew them it need not be waited for. */
  readonly ready: () => Promise<void>;
}

/** What this browser keeps, so that the list stands as it should from the first moment; `pending` is not on the server yet. */
const Kept = v.object({ known: Preferences, pending: v.nullable(PreferencesEdit) });
type Kept = v.InferOutput<typeof Kept>;

const stores = new WeakMap<Scope, PreferenceStore>();

export function preferencesOf(scope: Scope): PreferenceStore {
  const found = stores.get(scope);
  if (found) return found;
  const store = createRoot((dispose) => {
    scope.signal.addEventListener("abort", dispose);
    return createPreferenceStore(scope);
  });
  stores.set(scope, store);
  return store;
}

function createPreferenceStore(scope: Scope): PreferenceStore {
  const place = `quayside.list.${scope.slug}.${scope.user.id}`;
  const found = keptAt(place);
  const [kept, setKept] = createSignal<Kept>(found ?? { known: NO_PREFERENCES, pending: null });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending = false;
  /** Saves that were answered, here or in another tab. */
  let saves = 0;

  function keep(next: Kept): void {
    setKept(next);
    try {
      localStorage.setItem(place, JSON.stringify(next));
    } catch {
      // Full or refused: the server keeps them.
    }
  }
  // Another tab of this browser; of the rest this one hears when it is opened.
  addEventListener("storage", (event) => {
    const theirs = event.key === place ? keptAt(place) : null;
    if (!theirs) return;
    saves += 1;
    setKept(theirs);
  }, { signal: scope.signal });

  function sendSoon(pause: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void send(), pause);
  }
  async function send(): Promise<void> {
    const { pending } = kept();
    if (pending === null || sending) return;
    sending = true;
    try {
      const known = await api(scope, "PATCH", "/preferences/orders", pending, { schema: Preferences });
      saves += 1;
      // What was chosen while this was under way is another edit.
      const later = kept().pending;
      keep({ known, pending: later === pending ? null : later });
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      // Refused for good: what the server has is what holds. Otherwise it is worth another attempt.
      if (error.unanswered || error.problem.status >= 500 || error.problem.status === 429) sendSoon(AGAIN_MS);
      else {
        keep({ known: kept().known, pending: null });
        toast(`How you want the list was not kept. ${error.message}`, { tone: "error", key: "preferences" });
      }
    } finally {
      sending = false;
      if (kept().pending !== null && kept().pending !== pending) sendSoon(0);
    }
  }

  async function read(): Promise<void> {
    const before = saves;
    try {
      const known = await api(scope, "GET", "/preferences/orders", undefined, { schema: Preferences });
      // Asked for before one of them, it may not have it: then it would be undone on the screen.
      if (saves !== before) return await read();
      keep({ known, pending: kept().pending });
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
    }
  }
  const reading = read();
  if (found?.pending) sendSoon(PAUSE_MS);

  return {
    preferences: () => {
      const { known, pending } = kept();
      return pending ? withPreferences(known, fieldsOf(pending)) : known;
    },
    change(edit) {
      const before = kept().pending;
      keep({ known: kept().known, pending: before ? { ...before, ...edit, ...((before.widths || edit.widths) && { widths: { ...before.widths, ...edit.widths } }) } : edit });
      sendSoon(PAUSE_MS);
    },
    ready: () => (found ? Promise.resolve() : reading),
  };
}

function keptAt(place: string): Kept | null {
  try {
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Kept), localStorage.getItem(place));
    return parsed.success ? parsed.output : null;
  } catch {
    return null; // storage refused
  }
}
