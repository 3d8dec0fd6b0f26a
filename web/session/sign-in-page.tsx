import { Navigate, useSearchParams } from "@solidjs/router";
import IconShip from "~icons/lucide/ship";
import { type JSX, Show, onCleanup, onMount } from "solid-js";
import { cameFromAnotherPage } from "../shell/page-header.tsx";
import { safeNext } from "./safe-next.ts";
import { session } from "./session.ts";
import { SignInForm } from "./sign-in-form.tsx";

export function SignInPage(): JSX.Element {
  const [query] = useSearchParams<{ next: string }>();
  onMount(() => {
    document.title = "Sign in · Quayside";
  });
  onCleanup(cameFromAnotherPage);
  return (
    <Show when={session().kind !== "in"} fallback={<Navigate href={safeNext(query.next)} />}>
      <main id="main" class="grid min-h-dvh place-items-center p-4">
        <div class="w-full max-w-85">
          <div class="mb-5 flex items-center gap-2.5">
            <span class="grid size-8 place-items-center rounded-m bg-harbour text-on-harbour">
              <IconShip class="size-5" aria-hidden="true" />
            </span>
            <div>
              <h1 class="text-lg leading-tight">Sign in to Quayside</h1>
              <p class="text-sm text-ink-faint">The order desk that many work at once</p>
            </div>
          </div>
          <div class="rounded-l border border-line bg-surface p-5">
            <SignInForm />
          </div>
          <p class="mt-4 text-center text-sm text-ink-faint">No account? Someone who manages members in your organization can add you.</p>
        </div>
      </main>
    </Show>
  );
}
