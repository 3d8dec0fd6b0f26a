import { Route, Router } from "@solidjs/router";
import { For, type JSX, lazy } from "solid-js";
import { HomePage } from "./pages/home-page.tsx";
import { NotFoundPage } from "./pages/not-found.tsx";
import { ORGANIZATION, SIGN_IN, pages } from "./routes.ts";
import { SignInDialog } from "./session/sign-in-dialog.tsx";
import { SignInPage } from "./session/sign-in-page.tsx";
import { OrganizationFrame } from "./shell/organization-frame.tsx";
import { ToastRegion } from "./ui/toast-region.tsx";
import { TooltipLayer } from "./ui/tooltip.tsx";

// A condition that the build knows, outside of any JSX: in production neither the route nor its code is there.
const componentGallery = import.meta.env.DEV
  ? () => <Route path="/ui" component={lazy(() => import("./ui/gallery/gallery-page.tsx").then((m) => ({ default: m.GalleryPage })))} />
  : () => undefined;

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
        {componentGallery()}
        <Route path="*" component={NotFoundPage} />
      </Router>
      <SignInDialog />
      <TooltipLayer />
      <ToastRegion />
    </>
  );
}
