import { createEffect, createMemo, createSignal, onCleanup, untrack } from "solid-js";
import type { Accessor } from "solid-js";
import * as v from "valibot";
import type { BulkAction, BulkTarget } from "../../domain/bulk.ts";
import { BulkJobView } from "../../domain/bulk-job.ts";
import { isBulkOver } from "../../domain/bulk-undo.ts";
import { ApiProblem, api, sentenceOf } from "../api.ts";
import { readAgainWhen } from "../imports/jobs/job-watch.ts";
import type { Live } from "../live/live-store.ts";
import { undoStoreOf } from "../orders/undo-store.ts";
import type { OwnJob } from "../orders/undo-store.ts";
import type { Scope } from "../session/organization-scope.tsx";
import { toast } from "../ui/toasts.ts";
import { isUnderWay } from "./bulk-words.ts";

const Answer = v.object({ job: BulkJobView });
const Listed = v.object({ items: v.array(BulkJobView) });

/** A result of one's own stands there until it is put away, also after a reload; an old one does not come back. */
const RESULT_MS = 15 * 60_000;
const LOOK_EVERY_MS = 500;
const PUT_AWAY = "quayside:bulk-put-away";

export interface BulkStore {
  /** What everybody's actions do now, and what came of one's own; the oldest first. */
  readonly shown: Accessor<readonly BulkJobView[]>;
  readonly isOwn: (job: BulkJobView) => boolean;
  /** Freezes the orders, and follows until their number is known. @throws ApiProblem */
  readonly choose: (target: BulkTarget, took: (job: BulkJobView) => void, gone: AbortSignal) => Promise<void>;
  /** @throws ApiProblem */
  readonly start: (id: string, action: BulkAction, key: string) => Promise<void>;
  /** Nobody wants the chosen orders any more, or the rest of them. */
  readonly cancel: (id: string) => void;
  readonly undo: (job: BulkJobView) => void;
  /** Of an undo, or redo, that stopped halfway. */
  readonly undoRest: (job: BulkJobView) => void;
  readonly putAway: (id: string) => void;
}

/** Bulk actions of the organization on screen (E8). */
export function createBulkStore(scope: Scope, live: Live): BulkStore {
  const [jobs, setJobs] = createSignal<ReadonlyMap<string, BulkJobView>>(new Map());
  const [away, setAway] = createSignal<ReadonlySet<string>>(readAway());
  const isOwn = (job: BulkJobView) => job.byId === scope.user.id;

  /** Frames and answers overtake each other: the one that is behind changes nothing. */
  function take(job: BulkJobView): void {
    setJobs((before) => {
      const known = before.get(job.id);
      const behind = known !== undefined && (known.updatedAt > job.updatedAt || progressOf(known) > progressOf(job));
      return behind ? before : new Map([...before, [job.id, job]]);
    });
  }
  function read(): void {
    api(scope, "GET", "/bulk", undefined, { schema: Listed }).then(({ items }) => items.forEach(take), () => undefined);
  }
  createEffect(() => {
    const heard = live.bulks();
    untrack(() => heard.forEach(take));
  });
  readAgainWhen(live, () => [...jobs().values()].some(isUnderWay), read);
  read();

  const shown = createMemo(() => {
    const since = Date.now() - RESULT_MS;
    // One that was given up before its start has done nothing to tell of.
    const over = (job: BulkJobView) => isBulkOver(job) && (job.action !== null || job.undoes !== null) && isOwn(job) && job.undoneBy === null && !wentOn(job) && !away().has(job.id) && job.updatedAt > since;
    /** What it has left is another one's by now. */
    const wentOn = (job: BulkJobView) => job.undoes !== null && [...jobs().values()].some((other) => other.undoes === job.undoes && other.createdAt > job.createdAt);
    const all = [...jobs().values()].sort((a, b) => a.createdAt - b.createdAt);
    // The next result takes the place of the one before.
    const result = all.findLast(over);
    return all.filter((job) => isUnderWay(job) || job === result);
  });

  async function choose(target: BulkTarget, took: (job: BulkJobView) => void, gone: AbortSignal): Promise<void> {
    let { job } = await api(scope, "POST", "/bulk", target, { schema: Answer });
    const { id } = job;
    if (gone.aborted) return cancel(id);
    for (took(job); job.state === "counting" && !gone.aborted; took(job)) {
      // Frames tell it sooner; this finds it without them.
      // oxlint-disable-next-line no-await-in-loop
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      // oxlint-disable-next-line no-await-in-loop
      if (!gone.aborted) ({ job } = await api(scope, "GET", `/bulk/${id}`, undefined, { schema: Answer }));
    }
  }
  function cancel(id: string): void {
    api(scope, "POST", `/bulk/${id}/cancel`, undefined, { schema: Answer }).then(({ job }) => take(job), (error: unknown) => {
      if (isUnderWay(jobs().get(id) ?? { state: "ready" })) toast(`It was not cancelled. ${sentenceOf(error)}`, { tone: "error" });
    });
  }
  /** As the keys of undo and redo take it back; what it does then is seen where jobs are. */
  const ownJob = (id: string): OwnJob => ({
    kind: "job",
    async takeBack() {
      try {
        return { back: ownJob(await undone(id, `undo-${id}`)), left: null };
      } catch (error) {
        toast(notUndone(error), { tone: "error", key: "undo" });
        const later = (error instanceof ApiProblem && error.unanswered) || isUnderWay(jobs().get(id) ?? { state: "done" });
        return { back: null, left: later ? ownJob(id) : null };
      }
    },
  });
  /** @param key names what is taken back: pressed twice, that happens once @returns the job that does it @throws ApiProblem */
  async function undone(id: string, key: string): Promise<string> {
    const { job } = await api(scope, "POST", `/bulk/${id}/undo`, undefined, { schema: Answer, idempotencyKey: key });
    take(job);
    const of = jobs().get(id);
    if (of) take({ ...of, undoneBy: job.id });
    return job.id;
  }
  const notUndone = (error: unknown) => `It was not undone. ${sentenceOf(error)}`;
  function takeBack(id: string, key: string): void {
    undone(id, key).catch((error: unknown) => toast(notUndone(error), { tone: "error" }));
  }
  const stop = new AbortController();
  onCleanup(() => stop.abort());

  return {
    shown,
    isOwn,
    choose,
    async start(id, action, key) {
      take((await api(scope, "POST", `/bulk/${id}/start`, { action }, { schema: Answer, idempotencyKey: key })).job);
      undoStoreOf(scope).did(ownJob(id));
    },
    cancel,
    undo: (job) => takeBack(job.id, `undo-${job.id}`),
    undoRest(job) {
      if (job.undoes !== null) takeBack(job.undoes, `undo-${job.undoes}-after-${job.id}`);
    },
    putAway(id) {
      setAway((before) => new Set([...before, id]));
      try {
        sessionStorage.setItem(PUT_AWAY, JSON.stringify([...away()]));
      } catch {
        // Where the browser stores nothing, it comes back with the next reload.
      }
    },
  };
}

function progressOf(job: BulkJobView): number {
  return job.done + job.unchanged + job.failed;
}

function readAway(): ReadonlySet<string> {
  try {
    return new Set(v.parse(v.array(v.string()), JSON.parse(sessionStorage.getItem(PUT_AWAY) ?? "[]")));
  } catch {
    return new Set();
  }
}
