import { useParams } from "@solidjs/router";
import IconPackageX from "~icons/lucide/package-x";
import IconUnplug from "~icons/lucide/unplug";
import { type JSX, Match, Switch, createEffect, createSignal, on } from "solid-js";
import { ApiProblem } from "../api.ts";
import type { Problem } from "../../domain/problem.ts";
import { lookupsOf } from "../orders/lookups.ts";
import { useScope } from "../session/organization-scope.tsx";
import { PageHeader } from "../shell/page-header.tsx";
import { Button, ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { OpenOrder } from "./open-order.tsx";
import { createOrderData } from "./order-data.ts";
import { OrderSkeleton } from "./order-skeleton.tsx";

export function OrderPage(): JSX.Element {
  const scope = useScope();
  const data = createOrderData(useParams<{ id: string }>().id);
  const { lookups, read } = lookupsOf(scope);
  const [lookupProblem, setLookupProblem] = createSignal<Problem>();
  const readLookups = () =>
    void read().then(
      () => setLookupProblem(undefined),
      (error: unknown) => {
        if (!(error instanceof ApiProblem)) throw error;
        setLookupProblem(error.problem);
      },
    );
  readLookups();
  const ready = () => {
    const order = data.order();
    const names = lookups();
    return order && names ? { order, names } : undefined;
  };
  const problem = () => data.problem() ?? lookupProblem();
  const again = () => {
    readLookups();
    void data.read();
  };

  // Opened without a connection, it is read when there is one.
  createEffect(on(() => scope.connection().state, (state) => state === "live" && problem()?.code === "unavailable" && again(), { defer: true }));

  return (
    <Switch fallback={<OrderSkeleton />}>
      <Match when={ready()}>{(now) => <OpenOrder data={data} order={() => now().order} names={() => now().names} />}</Match>
      <Match when={problem()?.code === "not_found"}>
        <PageHeader title="No such order" />
        <EmptyState icon={IconPackageX} title="This order does not exist here" action={<ButtonLink href={scope.path("/orders")}>All orders</ButtonLink>}>
          It is not among the orders of {scope.organization.name}. Check the link, or switch to the organization that it belongs to.
        </EmptyState>
      </Match>
      <Match when={problem()}>
        {(now) => (
          <>
            <PageHeader title="Order" />
            <EmptyState icon={IconUnplug} title="The order could not be read" action={<Button variant="primary" onClick={again}>Try again</Button>}>
              {now().detail}
            </EmptyState>
          </>
        )}
      </Match>
    </Switch>
  );
}
