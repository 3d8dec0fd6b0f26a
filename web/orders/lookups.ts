import { createSignal } from "solid-js";
import type { Accessor } from "solid-js";
import { Lookups } from "../../domain/lookups.ts";
import { api } from "../api.ts";
import type { ApiScope } from "../api.ts";

const loaded = new WeakMap<object, { readonly lookups: Accessor<Lookups | undefined>; readonly read: () => Promise<Lookups> }>();

/** What ids of orders stand for, and what forms offer: read once for each organization on screen. */
export function lookupsOf(scope: ApiScope): { readonly lookups: Accessor<Lookups | undefined>; /** Reads them, if nobody has; @throws ApiProblem */ readonly read: () => Promise<Lookups> } {
  const found = loaded.get(scope);
  if (found) return found;
  const [lookups, setLookups] = createSignal<Lookups>();
  let reading: Promise<Lookups> | undefined;
  const read = () => {
    reading ??= api(scope, "GET", "/lookups", undefined, { schema: Lookups }).then(
      (answer) => {
        setLookups(answer);
        return answer;
      },
      (error: unknown) => {
        reading = undefined; // the next one who needs them tries again
        throw error;
      },
    );
    return reading;
  };
  const entry = { lookups, read };
  loaded.set(scope, entry);
  return entry;
}
