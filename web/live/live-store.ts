import { batch, createContext, createSignal, getOwner, onCleanup, useContext } from "solid-js";
import type { Accessor } from "solid-js";
import type { Cause, Change } from "../../domain/change.ts";
import { FRAME_ITEMS } from "../../domain/live.ts";
import type { BulkJobView } from "../../domain/bulk-job.ts";
import type { Doing, ImportJobProgress, Present } from "../../domain/live.ts";
import { Connection } from "./connection.ts";
import type { LiveStatus } from "./status.ts";

/** What a page of one organization hears and says. Handlers end with the owner that registered them. */
export interface Live {
  readonly status: Accessor<LiveStatus>;
  /** Everybody who is here, without this tab; a person with two tabs is there twice. */
  readonly people: Accessor<readonly Present[]>;
  /** Progress of imports that were heard of since the page opened, the latest last. */
  readonly jobs: Accessor<readonly ImportJobProgress[]>;
  /** The same of bulk actions. */
  readonly bulks: Accessor<readonly BulkJobView[]>;
  /** Each change once, in the order of the log; in one batch. Rows may be newer already: compare versions. */
  onChanges(handler: (changes: readonly Change[]) => void): void;
  /** Jobs changed rows without telling which: read the shown windows again. At most once a second. */
  onRange(handler: (causes: readonly Cause[]) => void): void;
  /** Too much was missed: read everything again. */
  onReset(handler: () => void): void;
  /** Changes to lay over an answer that was read at `seq`; null: it is too old, read it again. */
  since(seq: number): readonly Change[] | null;
  setDoing(doing: Doing): void;
  /** Tries again at once, for instance after signing in. */
  reconnect(): void;
}

/** Changes that follow one another closely are drawn together: a page that drew each of hundreds a second would do nothing else. */
const CHANGES_EVERY_MS = 50;
const RANGE_EVERY_MS = 1_000;
/** Arrow keys through a list are not worth a frame each. */
const DOING_EVERY_MS = 250;
const JOBS_KEPT = 20;

/** Opens the connection of an organization; it closes with the owner. */
export function createLive(slug: string, changedAccess: () => void): Live {
  const [status, setStatus] = createSignal<LiveStatus>({ kind: "connecting" });
  const [people, setPeople] = createSignal<readonly Present[]>([]);
  const [jobs, setJobs] = createSignal<readonly ImportJobProgress[]>([]);
  const [bulks, setBulks] = createSignal<readonly BulkJobView[]>([]);
  const changes = new Handlers<readonly Change[]>();
  const ranges = new Handlers<readonly Cause[]>();
  const resets = new Handlers<null>();
  let self = "";
  let heard: Change[] = [];
  const tellHeard = () => {
    const told = heard;
    heard = [];
    if (told.length > 0) changes.tell(told);
  };
  const tellChanges = paced(CHANGES_EVERY_MS, tellHeard);
  let causes: Cause[] = [];
  const tellRanges = paced(RANGE_EVERY_MS, () => {
    const told = causes;
    causes = [];
    ranges.tell(told);
  });

  const connection = new Connection(new URL(`/api/v1/${encodeURIComponent(slug)}/live`, location.href).href, {
    status(next) {
      batch(() => {
        setStatus(next);
        // Who is here is known only while connected.
        if (next.kind !== "live") setPeople([]);
      });
    },
    changes(items) {
      // Not more than a frame holds at once, or who catches up would stand still for all of it.
      if (heard.length + items.length > FRAME_ITEMS) tellHeard();
      heard.push(...items);
      tellChanges.call();
    },
    range(cause) {
      tellHeard();
      if (!causes.some((c) => c.id === cause.id)) causes.push(cause);
      tellRanges.call();
    },
    changedAccess,
    reset() {
      tellHeard();
      resets.tell(null);
    },
    told(frame) {
      if (frame.type === "job") {
        const { job } = frame;
        if (job.kind === "bulk") setBulks((before) => withJob(before, job));
        else setJobs((before) => withJob(before, job));
        return;
      }
      if (frame.type === "welcome") self = frame.clientId;
      const came = frame.type === "welcome" ? frame.people : frame.came;
      const replaced = new Set(frame.type === "welcome" ? [] : [...frame.left, ...came.map((p) => p.clientId)]);
      const stayed = frame.type === "welcome" ? [] : people().filter((p) => !replaced.has(p.clientId));
      setPeople([...stayed, ...came.filter((p) => p.clientId !== self)]);
    },
  });

  let doing: Doing = { orderId: null, field: null, mode: "viewing" };
  const sayDoing = paced(DOING_EVERY_MS, () => connection.setDoing(doing));
  onCleanup(() => {
    connection.close();
    tellChanges.cancel();
    tellRanges.cancel();
    sayDoing.cancel();
  });

  return {
    status,
    people,
    jobs,
    bulks,
    onChanges: (handler) => changes.add(handler),
    onRange: (handler) => ranges.add(handler),
    onReset: (handler) => resets.add(handler),
    since(seq) {
      // What is laid over an answer must not be told once more afterwards.
      tellHeard();
      return connection.since(seq);
    },
    setDoing(next) {
      if (next.orderId === doing.orderId && next.field === doing.field && next.mode === doing.mode) return;
      doing = next;
      sayDoing.call();
    },
    reconnect: () => connection.reconnect(),
  };
}

function withJob<Job extends { readonly id: string }>(before: readonly Job[], job: Job): readonly Job[] {
  return [...before.filter((one) => one.id !== job.id), job].slice(-JOBS_KEPT);
}

export const LiveContext = createContext<Live>();

/** The connection of the organization whose page this is. */
export function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error("useLive() stands outside of an organization's page");
  return live;
}

class Handlers<T> {
  readonly #handlers = new Set<(value: T) => void>();

  add(handler: (value: T) => void): void {
    this.#handlers.add(handler);
    if (getOwner()) onCleanup(() => this.#handlers.delete(handler));
  }

  tell(value: T): void {
    batch(() => {
      for (const handler of this.#handlers) {
        // One page part that fails must not keep the news from the others.
        try {
          handler(value);
        } catch (error) {
          reportError(error);
        }
      }
    });
  }
}

/** Acts at once, then at most every `ms`, the last call included. */
function paced(ms: number, act: () => void): { call(): void; cancel(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let again = false;
  const run = () => {
    timer = again ? setTimeout(run, ms) : undefined;
    if (!again) return;
    again = false;
    act();
  };
  return {
    call() {
      if (timer !== undefined) {
        again = true;
        return;
      }
      act();
      timer = setTimeout(run, ms);
    },
    cancel: () => clearTimeout(timer),
  };
}
