import * as v from "valibot";

/**
 * Drafts in this browser's storage (C5): they survive a reload, a lost connection and a crash. A place is held by
 * one tab at a time (a Web Lock), so that two tabs never write over each other's half-done work; a tab that finds
 * the first place taken uses the next.
 */
const PREFIX = "quayside.draft.";
/** Milliseconds between keystroke and storage: what a crash may cost. */
const PAUSE = 150;
/** Milliseconds that a reloaded page waits for its former self to let go. */
const HANDOVER = 400;
const KEPT_FOR = 30 * 24 * 3_600_000;

export interface DraftPlace<T> {
  /** What was left here, if it can still be read. */
  readonly stored: T | null;
  /** Null clears it. Written a moment later, at once when the page goes. */
  readonly keep: (draft: T | null) => void;
  /** Writes and lets go of the place. */
  readonly release: () => void;
}

const Envelope = v.object({ at: v.number(), draft: v.unknown() });

/**
 * @param name such as `new-order.<organization>.<person>`
 * @param places how many tabs may hold one of the same name; beyond that the draft is not kept
 */
export async function claimDraft<T>(name: string, schema: v.GenericSchema<unknown, T>, places: number): Promise<DraftPlace<T>> {
  forgetOld();
  const keys = Array.from({ length: places }, (_, i) => `${PREFIX}${name}.${i + 1}`);
  // A place with something in it first: that is what a reload wants back.
  for (const key of [...keys.filter((k) => read(k) !== null), ...keys.filter((k) => read(k) === null)]) {
    const unlock = await lock(key, read(key) === null ? 0 : HANDOVER);
    if (unlock) return placeAt(key, schema, unlock);
  }
  return { stored: null, keep: () => undefined, release: () => undefined };
}

function placeAt<T>(key: string, schema: v.GenericSchema<unknown, T>, unlock: () => void): DraftPlace<T> {
  const envelope = v.safeParse(Envelope, read(key));
  const parsed = envelope.success ? v.safeParse(schema, envelope.output.draft) : null;
  let waiting: { draft: T | null } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (waiting === null) return;
    write(key, waiting.draft === null ? null : { at: Date.now(), draft: waiting.draft });
    waiting = null;
  }
  addEventListener("pagehide", flush);
  return {
    stored: parsed?.success ? parsed.output : null,
    keep(draft) {
      waiting = { draft };
      timer ??= setTimeout(flush, PAUSE);
    },
    release() {
      flush();
      removeEventListener("pagehide", flush);
      unlock();
    },
  };
}

/** Holds the lock until the answer is called, or the tab ends in whatever way; null if another tab has it. */
async function lock(name: string, patience: number): Promise<(() => void) | null> {
  // Without a secure context there are no locks: one tab is then as good as it gets.
  if (!("locks" in navigator)) return () => undefined;
  const options: LockOptions = patience > 0 ? { signal: AbortSignal.timeout(patience) } : { ifAvailable: true };
  return new Promise((resolve) => {
    navigator.locks
      .request(name, options, async (held) => {
        if (held === null) return resolve(null);
        await new Promise<void>((done) => resolve(done));
      })
      .catch(() => resolve(null));
  });
}

function read(key: string): unknown {
  try {
    const text = localStorage.getItem(key);
    return text === null ? null : JSON.parse(text);
  } catch {
    return null; // storage refused or written by something else: as if nothing were there
  }
}

function write(key: string, value: unknown): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Full or refused: the draft lives as long as the page does.
  }
}

/** What nobody came back for is not kept for ever: it names customers. */
function forgetOld(): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(PREFIX)) continue;
      const envelope = v.safeParse(Envelope, read(key));
      if (!envelope.success || envelope.output.at < Date.now() - KEPT_FOR) localStorage.removeItem(key);
    }
  } catch {
    // as above
  }
}
