import { Navigate } from "@solidjs/router";
import { type JSX, Show } from "solid-js";
import { SignedIn } from "../session/signed-in.tsx";
import { lastOrganization } from "../session/last-organization.ts";
import { NoOrganizationPage } from "./no-organization.tsx";

/** The address without a page: on to the orders of the organization that was on screen last. */
export function HomePage(): JSX.Element {
  return (
    <SignedIn>
      {(me) => {
        const target = () => me().organizations.find((one) => one.slug === lastOrganization()) ?? me().organizations[0];
        return (
          <Show when={target()} fallback={<main id="main"><NoOrganizationPage /></main>}>
            {(organization) => <Navigate href={`/o/${organization().slug}/orders`} />}
          </Show>
        );
      }}
    </SignedIn>
  );
}
