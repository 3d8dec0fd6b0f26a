import { createEffect, createMemo, createRoot, createSignal, onCleanup, untrack } from "solid-js";
import type { Accessor } from "solid-js";
import * as v from "valibot";
import { JobProgress } from "../../domain/live.ts";
import { api } from "../api.ts";
import type { Live } from "../live/live-store.ts";
import type { Scope } from "../session/organization-scope.tsx";
import { heardOf, isGone, isSilent, workOf } from "./work.ts";
import type { Heard, Work } from "./work.ts";

const Answer = v.object({ job: JobProgress });
const TICK_MS = 500;

const stores = new WeakMap<Scope, Accessor<readonly Work[]>>();

/** The jobs of an organization that are under way, or have just ended, the oldest first: one account for all places that show it. */
export function underWayOf(scope: Scope, live: Live): Accessor<readonly Work[]> {
  const found = stores.get(scope);
  if (found) return found;
  return createRoot((dispose) => {
    scope.signal.addEventListener("abort", dispose);
    const works = createUnderWay(scope, live);
    stores.set(scope, works);
    return works;
  });
}

function createUnderWay(scope: Scope, live: Live): Accessor<readonly Work[]> {
  const [heard, setHeard] = createSignal<ReadonlyMap<string, Heard>>(new Map());
  const [now, setNow] = createSignal(Date.now());

  function take(jobs: readonly JobProgress[]): void {
    const at = Date.now();
    const news = jobs.flatMap((job) => {
      const known = untrack(heard).get(job.id);
      const next = known?.job === job ? known : heardOf(known, job, at);
      return next && next !== known ? [[job.id, next] as const] : [];
    });
    if (news.length > 0) setHeard((before) => new Map([...before, ...news]));
  }
  /** At most once in a while, as its silence begins anew. */
  function ask({ job }: Heard): void {
    setHeard((before) => new Map([...before].map(([id, one]) => [id, id === job.id ? { ...one, at: Date.now() } : one])));
    api(scope, "GET", job.kind === "bulk" ? `/bulk/${job.id}` : `/imports/${job.id}`, undefined, { schema: Answer }).then((answer) => take([answer.job]), () => undefined);
  }

  createEffect(() => take([...live.jobs(), ...live.bulks()]));
  const ticking = createMemo(() => [...heard().values()].some((one) => !isGone(one, now())));
  createEffect(() => {
    if (!ticking()) return;
    const timer = setInterval(() => {
      const at = Date.now();
      setNow(at);
      for (const one of untrack(heard).values()) if (isSilent(one, at)) ask(one);
    }, TICK_MS);
    onCleanup(() => clearInterval(timer));
  });

  return createMemo(() => [...heard().values()].flatMap((one) => workOf(one, Math.max(now(), one.at)) ?? []));
}
