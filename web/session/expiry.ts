import { createSignal } from "solid-js";

const [expired, setExpired] = createSignal(false);

/** The session ended while pages are open: a dialog over them asks to sign in, and what was typed stays below it. */
export const sessionExpired = expired;

let renewal: PromiseWithResolvers<void> | undefined;

/** Asks to sign in again; resolves when the same person has. @throws the signal's reason */
export function signedInAgain(signal?: AbortSignal): Promise<void> {
  renewal ??= Promise.withResolvers<void>();
  setExpired(true);
  const { promise } = renewal;
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    promise.then(resolve, reject);
  });
}

export function sessionRenewed(): void {
  setExpired(false);
  renewal?.resolve();
  renewal = undefined;
}
