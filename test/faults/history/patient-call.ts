import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Call, CallOptions } from "../../harness/tenant.ts";

/** A call that has not been answered for so long is taken for lost. */
const PATIENCE_MS = 5_000;
const PAUSE_MS = 60;

export interface Answered {
  readonly status: number;
  readonly text: string;
}

/** One sending; null if no whole answer came. */
export async function ask(call: Call, path: string, options: CallOptions): Promise<Answered | null> {
  const heard = call(path, options).then(async (answer) => ({ status: answer.status, text: await answer.text() }));
  // Whoever loses the race may still fail.
  heard.catch(() => undefined);
  try {
    return await Promise.race([heard, sleep(PATIENCE_MS, null)]);
  } catch {
    return null;
  }
}

/** True if the answer leaves open whether it was done. */
export function isOpen(heard: Answered | null): heard is null {
  return heard === null || heard.status >= 500 || heard.status === 429;
}

/** Sends the same request, under the same key, until an answer settles it, as a well-made script does. */
export function patient(call: Call, over: () => boolean = () => false): Call {
  return async (path, options = {}) => {
    const key = options.key ?? randomUUID();
    for (;;) {
      const heard = await ask(call, path, { ...options, key });
      if (!isOpen(heard)) {
        // As what came over the line: some of our helpers name the address in their complaints.
        const answer = new Response(heard.text, { status: heard.status });
        Object.defineProperty(answer, "url", { value: `http://desk/${path}` });
        return answer;
      }
      if (over()) throw new Error(`nobody answered ${path}`);
      await sleep(PAUSE_MS);
    }
  };
}
