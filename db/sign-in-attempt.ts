import * as v from "valibot";
import type { ControlDatabase } from "./control.ts";
import type { Statement } from "./database.ts";

/** Something that attempts are counted for, and how many it may have in a window. */
export interface AttemptLimit {
  readonly key: string;
  readonly limit: number;
}

const Counted = v.object({ count: v.number(), window_start: v.number() });

/**
 * Counts an attempt **before** the password is looked at: a hundred guesses sent at once would
 * otherwise all be checked before the first of them is counted (S1.5).
 * @returns milliseconds to wait; 0 if the attempt may be made
 */
export async function countAttempt(control: ControlDatabase, limits: readonly AttemptLimit[], windowMs: number, now: number): Promise<number> {
  const results = await control.batch(
    limits.map(({ key }): Statement => ({
      sql: `INSERT INTO auth_sign_in_attempt (key, count, window_start) VALUES (:key, 1, :now)
            ON CONFLICT (key) DO UPDATE SET
              count = CASE WHEN window_start <= :now - :window THEN 1 ELSE count + 1 END,
              window_start = CASE WHEN window_start <= :now - :window THEN :now ELSE window_start END
            RETURNING count, window_start`,
      args: { key, now, window: windowMs },
    })),
  );
  let wait = 0;
  for (const [i, { limit }] of limits.entries()) {
    const row = v.parse(Counted, results[i]?.[0]);
    if (row.count > limit) wait = Math.max(wait, row.window_start + windowMs - now);
  }
  return wait;
}

/** The attempt was right: the account starts anew, the address gets this one back, and what is over is swept. */
export async function forgiveAttempt(control: ControlDatabase, accountKey: string, addressKey: string, windowMs: number, now: number): Promise<void> {
  await control.batch([
    { sql: "DELETE FROM auth_sign_in_attempt WHERE key = :accountKey OR window_start <= :now - :window", args: { accountKey, now, window: windowMs } },
    { sql: "UPDATE auth_sign_in_attempt SET count = max(count - 1, 0) WHERE key = :addressKey", args: { addressKey } },
  ]);
}
