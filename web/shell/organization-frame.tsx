import { type RouteSectionProps, useCurrentMatches, useLocation } from "@solidjs/router";
import { ErrorBoundary, type JSX, Show, Suspense, createEffect, createMemo } from "solid-js";
import { LiveScope } from "../live/live-scope.tsx";
import { QueuedEdits } from "../offline-queue/queued-edits.tsx";
import { BrokenPage } from "../pages/broken-page.tsx";
import { NoOrganizationPage } from "../pages/no-organization.tsx";
import { NoPermissionPage } from "../pages/no-permission.tsx";
import { Palette } from "../palette/palette.tsx";
import { pages } from "../routes.ts";
import { rememberOrganization } from "../session/last-organization.ts";
import { OrganizationScope, useScope } from "../session/organization-scope.tsx";
import { findOrganization } from "../session/session.ts";
import type { OrganizationOfMe } from "../session/session.ts";
import { SignedIn } from "../session/signed-in.tsx";
import { ConnectionBanner, ConnectionPanel } from "./connection.tsx";
import { PageSkeleton } from "./frame-skeleton.tsx";
import { BottomBar } from "./bottom-bar.tsx";
import { SideNav } from "./side-nav.tsx";
import { ShellShortcuts } from "./shell-shortcuts.tsx";

/** `/o/:org` and all below it. */
export function OrganizationFrame(props: RouteSectionProps): JSX.Element {
  const slug = createMemo(() => props.params["org"] ?? "");
  // A refreshed `me` makes new objects; only another slug is another organization.
  const known = createMemo(() => (findOrganization(slug()) === undefined ? undefined : slug()));
  createEffect(() => {
    const now = known();
    if (now !== undefined) rememberOrganization(now);
  });
  return (
    <SignedIn>
      {(me) => (
        <Show keyed when={known()} fallback={<main id="main"><NoOrganizationPage slug={slug()} /></main>}>
          {(key) => {
            // Made once, out of the markup, where each reading would make another. The last one stays readable while its scope is taken down.
            const organization = createMemo<OrganizationOfMe>((before) => me().organizations.find((one) => one.slug === key) ?? before ?? lost(key));
            return (
              <OrganizationScope slug={key} user={() => me().user} organization={organization}>
                <LiveScope>
                  <Frame>{props.children}</Frame>
                  <QueuedEdits />
                </LiveScope>
              </OrganizationScope>
            );
          }}
        </Show>
      )}
    </SignedIn>
  );
}

function lost(slug: string): never {
  throw new Error(`No organization ${slug} in me`);
}

function Frame(props: { readonly children: JSX.Element }): JSX.Element {
  const location = useLocation();
  return (
    <div class="flex h-dvh max-md:flex-col">
      <a
        href="#main"
        class="fixed top-2 left-2 z-50 rounded-m bg-harbour px-3 py-1.5 font-medium text-on-harbour not-focus:sr-only"
        onClick={() => document.getElementById("main")?.focus()}
      >
        Skip to the page
      </a>
      {/* Before the page, whose own keys and commands are nearer and come later: its code may be there before the frame is. */}
      <ShellShortcuts />
      <Palette />
      <SideNav />
      <div class="flex min-h-0 min-w-0 flex-1 flex-col">
        <ConnectionBanner />
        <main id="main" tabindex="-1" class="min-h-0 flex-1 overflow-auto bg-surface">
          {/* Another address is another page: nothing of the order before is left in the next one. */}
          <Show keyed when={location.pathname}>
            <ErrorBoundary fallback={(error: unknown, reset) => <BrokenPage error={error} onRetry={reset} />}>
              <Suspense fallback={<PageSkeleton />}>
                <Permitted>{props.children}</Permitted>
              </Suspense>
            </ErrorBoundary>
          </Show>
        </main>
      </div>
      <BottomBar />
      <ConnectionPanel />
    </div>
  );
}

function Permitted(props: { readonly children: JSX.Element }): JSX.Element {
  const scope = useScope();
  const matches = useCurrentMatches();
  const refused = () => {
    const path = matches().at(-1)?.route.originalPath;
    const page = pages.find((one) => one.path === path);
    return page?.permission !== undefined && !scope.may(page.permission) ? page : undefined;
  };
  return (
    <Show when={refused()} fallback={props.children}>
      {(page) => <NoPermissionPage title={page().title} />}
    </Show>
  );
}
