import { createContext, createMemo, useContext } from "solid-js";
import type { Accessor } from "solid-js";
import type { Agent, Channel, Microsite, Person } from "../../../domain/organization.ts";
import type { OrderStatus } from "../../../domain/order-status.ts";
import type { Lookups } from "../../../domain/lookups.ts";

/** What ids stand for, by id: a screen of rows asks some hundred times. */
export interface GridNames {
  readonly status: (id: string) => OrderStatus | undefined;
  readonly person: (id: string) => Person | undefined;
  readonly agent: (id: string) => Agent | undefined;
  readonly channel: (id: string) => Channel | undefined;
  readonly microsite: (id: string) => Microsite | undefined;
}

export function createGridNames(lookups: Accessor<Lookups | undefined>): GridNames {
  const byId = <T extends { readonly id: string }>(list: (all: Lookups) => readonly T[]) => {
    const map = createMemo(() => {
      const all = lookups();
      return new Map(all ? list(all).map((one) => [one.id, one]) : []);
    });
    return (id: string) => map().get(id);
  };
  return { status: byId((l) => l.statuses), person: byId((l) => l.people), agent: byId((l) => l.agents), channel: byId((l) => l.channels), microsite: byId((l) => l.microsites) };
}

export const GridNamesContext = createContext<GridNames>();

export function useGridNames(): GridNames {
  const names = useContext(GridNamesContext);
  if (!names) throw new Error("useGridNames stands outside of the grid");
  return names;
}
