import { createEffect, createRoot } from "solid-js";

/** Resolves with what is read as soon as it is something. */
export function until<T>(read: () => T | undefined): Promise<T> {
  return new Promise((resolve) => {
    createRoot((dispose) => {
      createEffect(() => {
        const now = read();
        if (now === undefined) return;
        resolve(now);
        queueMicrotask(dispose);
      });
    });
  });
}
