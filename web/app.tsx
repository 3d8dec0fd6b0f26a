import { Route, Router } from "@solidjs/router";
import { type JSX, lazy } from "solid-js";
import { ToastRegion } from "./ui/toast-region.tsx";
import { TooltipLayer } from "./ui/tooltip.tsx";

const Gallery = lazy(() => import("./ui/gallery/gallery-page.tsx").then((module) => ({ default: module.GalleryPage })));

export function App(): JSX.Element {
  return (
    <>
      <Router>
        <Route path="/ui" component={Gallery} />
      </Router>
      <TooltipLayer />
      <ToastRegion />
    </>
  );
}
