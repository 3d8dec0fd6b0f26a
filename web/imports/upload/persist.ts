import { ApiProblem } from "../../api.ts";
import { backoff } from "../../live/backoff.ts";

export interface Persistence {
  readonly signal: AbortSignal;
  /** Tries in all; left out: as long as it takes. */
  readonly tries?: number;
  /** Told why it waits, and undefined once it goes on. */
  readonly onWait: (detail: string | undefined) => void;
  /** Ends the wait early, for instance by a press. */
  readonly wake: EventTarget;
}

/** Nobody answered, or not for now: the same request may well succeed in a moment. */
function isPassing(error: unknown): error is ApiProblem {
  return error instanceof ApiProblem && (error.unanswered || error.problem.status >= 500 || error.problem.code === "rate_limited");
}

/** Repeats what fails for the moment, ever more slowly, and at once when the connection returns. `act` must be safe to repeat. */
export async function persist<T>(act: () => Promise<T>, { signal, tries = Infinity, onWait, wake }: Persistence): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      const value = await act();
      onWait(undefined);
      return value;
    } catch (error) {
      signal.throwIfAborted();
      if (!isPassing(error) || attempt >= tries) throw error;
      onWait(error.problem.detail);
      await pause(Math.max((error.problem.retryAfter ?? 0) * 1_000, backoff(attempt, Math.random())), signal, wake);
    }
  }
}

function pause(ms: number, signal: AbortSignal, wake: EventTarget): Promise<void> {
  return new Promise((resolve, reject) => {
    const over = new AbortController();
    const end = (act: () => void) => () => {
      over.abort();
      act();
    };
    const timer = setTimeout(end(resolve), ms);
    over.signal.addEventListener("abort", () => clearTimeout(timer));
    wake.addEventListener("wake", end(resolve), { signal: over.signal });
    addEventListener("online", end(resolve), { signal: over.signal });
    signal.addEventListener("abort", end(() => reject(signal.reason)), { signal: over.signal });
  });
}
