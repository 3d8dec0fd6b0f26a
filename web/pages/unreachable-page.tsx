import IconUnplug from "~icons/lucide/unplug";
import { type JSX, createSignal, onCleanup, onMount } from "solid-js";
import { checkSession } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { FullPage } from "./full-page.tsx";

const AGAIN_MS = 5_000;

/** Nobody answered when the page began. It goes on by itself when somebody does. */
export function UnreachablePage(props: { readonly detail: string }): JSX.Element {
  const [busy, setBusy] = createSignal(false);
  const again = async () => {
    setBusy(true);
    await checkSession();
    setBusy(false);
  };
  onMount(() => {
    const timer = setInterval(() => void checkSession(), AGAIN_MS);
    const soon = () => void checkSession();
    addEventListener("online", soon);
    onCleanup(() => {
      clearInterval(timer);
      removeEventListener("online", soon);
    });
  });
  return (
    <main id="main">
      <FullPage icon={IconUnplug} title="Quayside cannot be reached" action={<Button variant="primary" busy={busy()} onClick={() => void again()}>Try now</Button>}>
        {props.detail} This page tries again every few seconds.
      </FullPage>
    </main>
  );
}
