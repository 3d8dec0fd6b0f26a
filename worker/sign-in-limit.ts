import type { ControlDatabase } from "../db/control.ts";
import { countAttempt, forgiveAttempt } from "../db/sign-in-attempt.ts";
import { ProblemError } from "../domain/problem.ts";

const WINDOW_MS = 60_000;
/** Wrong passwords for one e-mail within the window. */
export const ATTEMPTS_PER_ACCOUNT = 5;
/** Wrong passwords from one address: a whole office may share it. */
export const ATTEMPTS_PER_ADDRESS = 20;

export interface Attempt {
  /** To be called when the password was right. */
  forgive(): Promise<void>;
}

/**
 * Counts one attempt to sign in (S1.4, S1.6). The e-mail is kept as a hash: people type passwords
 * into the wrong field.
 * @throws ProblemError `rate_limited`, the same whether the e-mail has an account or not
 */
export async function attemptToSignIn(control: ControlDatabase, email: string, address: string): Promise<Attempt> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(email)));
  const accountKey = `account:${[...digest].map((b) => b.toString(16).padStart(2, "0")).join("")}`;
  const addressKey = `address:${address}`;
  const limits = [
    { key: accountKey, limit: ATTEMPTS_PER_ACCOUNT },
    { key: addressKey, limit: ATTEMPTS_PER_ADDRESS },
  ];
  const wait = await countAttempt(control, limits, WINDOW_MS, Date.now());
  if (wait > 0) {
    const seconds = Math.ceil(wait / 1000);
    throw new ProblemError("rate_limited", `Too many attempts to sign in. Wait ${seconds} seconds and try again.`, { retryAfter: seconds });
  }
  return { forgive: () => forgiveAttempt(control, accountKey, addressKey, WINDOW_MS, Date.now()) };
}
