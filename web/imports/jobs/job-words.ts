import type { ImportJobProgress } from "../../../domain/live.ts";
import { useConventions } from "../../ui/locale.ts";

type State = ImportJobProgress["state"];

export const STATE_NAME: Record<State, string> = {
  uploading: "Uploading",
  ready: "Ready to check",
  queued: "Waiting to run",
  running: "Running",
  done: "Done",
  failed: "Failed",
  cancelled: "Cancelled",
};

export const STATE_COLOR: Record<State, string> = {
  uploading: "sky",
  ready: "amber",
  queued: "slate",
  running: "sky",
  done: "green",
  failed: "rose",
  cancelled: "slate",
};

const UNITS = ["bytes", "kB", "MB", "GB"] as const;

/** “8.4 MB”, by thousands, as file managers have it. */
export function bytesText(bytes: number, locale: string): string {
  const power = bytes < 1_000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: power < 2 ? 0 : 1, minimumFractionDigits: power < 2 ? 0 : 1 }).format(bytes / 1_000 ** power);
  return `${number} ${UNITS[power] ?? "GB"}`;
}

/** Numbers and sizes as the organization writes them. */
export function useNumbers(): { readonly count: (n: number) => string; readonly of: (n: number, one: string, more?: string) => string; readonly bytes: (n: number) => string; readonly share: (n: number) => string } {
  const conventions = useConventions();
  const count = (n: number) => new Intl.NumberFormat(conventions().locale).format(n);
  return {
    count,
    of: (n, one, more = `${one}s`) => `${count(n)} ${n === 1 ? one : more}`,
    bytes: (n) => bytesText(n, conventions().locale),
    // Rounded down: 100 % is said when it is done, not before.
    share: (n) => new Intl.NumberFormat(conventions().locale, { style: "percent" }).format(Math.floor(n * 100) / 100),
  };
}
