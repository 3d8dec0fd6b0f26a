import { Route, Router } from "@solidjs/router";
import { For, type JSX, Show, lazy } from "solid-js";
import { HomePage } from "./pages/home-page.tsx";
import { NotFoundPage } from "./pages/not-found.tsx";
import { ORGANIZATION, SIGN_IN, pages } from "./routes.ts";
import { SignInDialog } from "./session/sign-in-dialog.tsx";
import { SignInPage } from "./session/sign-in-page.tsx";
import { OrganizationFrame } from "./shell/organization-frame.tsx";
import { ToastRegion } from "./ui/toast-region.tsx";
import { TooltipLayer } from "./ui/tooltip.tsx";

const GalleryPage = lazy(() => import("./ui/gallery/gallery-page.tsx").then((m) => ({ default: m.GalleryPage })));

export function App(): JSX.Element {
  return (
    <>
      <Router explicitLinks>
        <Route path="/" component={HomePage} />
        <Route path={SIGN_IN} component={SignInPage} />
        <Route path={ORGANIZATION} component={OrganizationFrame}>
          <Route path="/" component={HomePage} />
          <For each={pages}>
            {(page) => <Route path={page.path} info={{ page }} component={lazy(() => page.load().then((component) => ({ default: component })))} />}
          </For>
          <Route path="*" component={NotFoundPage} />
        </Route>
        <Show when={import.meta.env.DEV}>
          <Route path="/ui" component={GalleryPage} />
        </Show>
        <Route path="*" component={NotFoundPage} />
      </Router>
      <SignInDialog />
      <TooltipLayer />
      <ToastRegion />
    </>
  );
}
