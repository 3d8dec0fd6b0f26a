import { createContext, useContext } from "solid-js";
import type { Accessor } from "solid-js";
import type { Order } from "../../domain/order.ts";
import type { Face } from "../ui/avatar.tsx";
import type { DraftStore } from "./draft-store.ts";
import type { Names } from "./names.ts";
import type { OrderData } from "./order-data.ts";
import type { Presence } from "./presence.ts";
import type { SaveStore } from "./save-store.ts";

/** What every part of the order's page shares. */
export interface OrderPageContext {
  readonly order: Accessor<Order>;
  readonly names: Accessor<Names>;
  readonly data: OrderData;
  readonly draft: DraftStore;
  readonly saving: SaveStore;
  readonly presence: Presence;
  /** Why this person may change nothing now, apart from locks: their role, or the order is gone. Undefined: they may. */
  readonly closed: Accessor<string | undefined>;
  /** The order is there and this person's role may change the field, locks aside. */
  readonly offers: (field: string) => boolean;
  /** Why this one field cannot be changed now, locks included. */
  readonly closedField: (field: string) => string | undefined;
  /** What is wrong with what was typed into it. */
  readonly errorOf: (field: string) => string | undefined;
  readonly markOf: (field: string) => Face | undefined;
  /** What one saved of it waits for the line. */
  readonly waits: (field: string) => boolean;
}

export const OrderContext = createContext<OrderPageContext>();

export function useOrder(): OrderPageContext {
  const page = useContext(OrderContext);
  if (page === undefined) throw new Error("useOrder stands outside of an order's page");
  return page;
}
