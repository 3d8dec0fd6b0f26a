import IconUnplug from "~icons/lucide/unplug";
import { type JSX, onMount } from "solid-js";
import { Button } from "../ui/button.tsx";
import { FullPage } from "./full-page.tsx";

export function BrokenPage(props: { readonly error: unknown; readonly onRetry: () => void }): JSX.Element {
  // For whoever looks into it; the page itself says what a person can do.
  onMount(() => console.error(props.error));
  return (
    <div role="alert">
      <FullPage
        icon={IconUnplug}
        title="Something broke on this page"
        action={
          <>
            <Button onClick={() => props.onRetry()}>Try again</Button>
            <Button variant="primary" onClick={() => location.reload()}>Reload</Button>
          </>
        }
      >
        Reload it to go on. Your drafts are kept.
      </FullPage>
    </div>
  );
}
