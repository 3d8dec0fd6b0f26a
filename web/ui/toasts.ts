import { createSignal } from "solid-js";

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: "plain" | "done" | "error";
  readonly action?: { readonly label: string; readonly onSelect: () => void } | undefined;
}

export interface ToastOptions {
  readonly tone?: Toast["tone"];
  readonly action?: Toast["action"];
  /** A toast with the same key takes the place of the earlier one: “3 orders updated”, “4 orders updated”. */
  readonly key?: string;
}

/** Milliseconds. What failed stays until it is read and closed. */
const PLAIN = 5_000;
const WITH_ACTION = 10_000;
const MOST = 3;

const [list, setList] = createSignal<readonly Toast[]>([]);
const timers = new Map<number, number>();
const keys = new Map<string, number>();
let last = 0;

export const toasts = list;

/** Says that something happened. What stays true for a while is a banner; what belongs to a field stands at the field. */
export function toast(text: string, options: ToastOptions = {}): number {
  const earlier = options.key === undefined ? undefined : keys.get(options.key);
  if (earlier !== undefined) dismissToast(earlier);
  const id = ++last;
  if (options.key !== undefined) keys.set(options.key, id);
  const next: Toast = { id, text, tone: options.tone ?? "plain", action: options.action };
  setList((before) => [...before, next].slice(-MOST));
  resumeToast(next);
  return id;
}

export function dismissToast(id: number): void {
  pauseToast(id);
  setList((before) => before.filter((one) => one.id !== id));
}

/** While somebody reads it or reaches for its action, it stays. */
export function pauseToast(id: number): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
}

export function resumeToast(one: Toast): void {
  if (one.tone === "error") return;
  pauseToast(one.id);
  timers.set(one.id, window.setTimeout(dismissToast, one.action ? WITH_ACTION : PLAIN, one.id));
}
