import { createEffect, createSignal, untrack } from "solid-js";
import type { Accessor } from "solid-js";
import { createStore, reconcile, unwrap } from "solid-js/store";
import * as v from "valibot";
import { ImportJobView, UploadView } from "../../../domain/import/job.ts";
import { api, sentenceOf } from "../../api.ts";
import type { Live } from "../../live/live-store.ts";
import type { Scope } from "../../session/organization-scope.tsx";
import { withHeard } from "./job-progress.ts";
import { isUnderWay, readAgainWhen } from "./job-watch.ts";

const Page = v.object({ items: v.array(ImportJobView), before: v.nullable(v.string()) });
export const JobAnswer = v.object({ job: ImportJobView, upload: UploadView });

export interface Jobs {
  /** The newest first; the same objects as long as they are the same jobs. */
  readonly items: readonly ImportJobView[];
  readonly phase: Accessor<"loading" | "ready" | "failed">;
  /** Why the last reading failed. */
  readonly problem: Accessor<string>;
  readonly hasOlder: Accessor<boolean>;
  readonly readingOlder: Accessor<boolean>;
  readonly read: () => void;
  readonly readOlder: () => void;
}

/** Everybody's imports, as they go (X6.1). */
export function createJobs(scope: Scope, live: Live): Jobs {
  const [items, setItems] = createStore<ImportJobView[]>([]);
  const [phase, setPhase] = createSignal<"loading" | "ready" | "failed">("loading");
  const [problem, setProblem] = createSignal("");
  const [before, setBefore] = createSignal<string | null>(null);
  const [readingOlder, setReadingOlder] = createSignal(false);
  const asked = new Set<string>();

  const heardOf = (id: string) => untrack(live.jobs).find((one) => one.id === id);
  const put = (next: readonly ImportJobView[]) => setItems(reconcile(next.map((job) => withHeard(job, heardOf(job.id))), { key: "id" }));

  function read(): void {
    api(scope, "GET", "/imports", undefined, { schema: Page }).then(
      (page) => {
        const oldest = page.items.at(-1);
        const fresh = new Set(page.items.map((job) => job.id));
        const older = page.before === null || oldest === undefined ? [] : unwrap(items).filter((job) => !fresh.has(job.id) && job.createdAt <= oldest.createdAt);
        put([...page.items, ...older]);
        if (older.length === 0) setBefore(page.before);
        setPhase("ready");
      },
      (error: unknown) => {
        setProblem(sentenceOf(error));
        // What is shown stays; only a list that never came is a failure to look at.
        if (untrack(phase) !== "ready") setPhase("failed");
      },
    );
  }

  function readOlder(): void {
    const cursor = before();
    if (cursor === null || readingOlder()) return;
    setReadingOlder(true);
    api(scope, "GET", `/imports?before=${encodeURIComponent(cursor)}`, undefined, { schema: Page }).then(
      (page) => {
        put([...unwrap(items), ...page.items.filter((job) => items.every((one) => one.id !== job.id))]);
        setBefore(page.before);
        setReadingOlder(false);
      },
      () => setReadingOlder(false),
    );
  }

  /** Why it failed does not travel with the progress. */
  function readOne(id: string): void {
    if (asked.has(id)) return;
    asked.add(id);
    api(scope, "GET", `/imports/${id}`, undefined, { schema: JobAnswer }).then(
      ({ job }) => put(unwrap(items).map((one) => (one.id === id ? job : one))),
      () => asked.delete(id),
    );
  }

  createEffect(() => {
    const heard = live.jobs();
    if (phase() !== "ready") return;
    untrack(() => {
      if (heard.some((one) => items.every((job) => job.id !== one.id) && !asked.has(one.id))) {
        for (const one of heard) if (items.every((job) => job.id !== one.id)) asked.add(one.id);
        read();
        return;
      }
      put(unwrap(items));
      for (const one of heard) if (one.state === "failed" && items.some((job) => job.id === one.id && job.error === "")) readOne(one.id);
    });
  });
  readAgainWhen(live, () => items.some(isUnderWay), read);
  read();

  return { items, phase, problem, hasOlder: () => before() !== null, readingOlder, read, readOlder };
}
