import { createEffect, createSignal } from "solid-js";
import type { Accessor } from "solid-js";
import * as v from "valibot";
import { Customer } from "../../domain/customer.ts";
import { ApiProblem, api } from "../api.ts";
import { useScope } from "../session/organization-scope.tsx";

const Answer = v.object({ customer: Customer });

/** Names of customers by id, each asked for once. One who cannot be read stays without a name. */
export function createCustomerNames(ids: Accessor<readonly string[]>): Accessor<ReadonlyMap<string, string>> {
  const scope = useScope();
  const [names, setNames] = createSignal<ReadonlyMap<string, string>>(new Map());
  const asked = new Set<string>();

  async function ask(id: string): Promise<void> {
    try {
      const { customer } = await api(scope, "GET", `/customers/${encodeURIComponent(id)}`, undefined, { schema: Answer });
      setNames((before) => new Map(before).set(id, customer.name));
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.unanswered) asked.delete(id);
    }
  }
  createEffect(() => {
    for (const id of ids()) {
      if (asked.has(id)) continue;
      asked.add(id);
      void ask(id);
    }
  });
  return names;
}
