import IconPackage from "~icons/lucide/package";
import { type JSX, onMount } from "solid-js";
import { ButtonLink } from "../button.tsx";
import { EmptyState } from "../empty-state.tsx";
import { Segmented } from "../segmented.tsx";
import { SkeletonRows } from "../skeleton.tsx";
import { setTheme, theme } from "../theme.ts";
import { Choices } from "./choices.tsx";
import { Fields } from "./fields.tsx";
import { Overlays } from "./overlays.tsx";
import { Section } from "./section.tsx";
import { Words } from "./words.tsx";

/** Every component in every state, for looking at; the route stands in no production build. */
export function GalleryPage(): JSX.Element {
  onMount(() => {
    document.title = "Components · Quayside";
  });
  return (
    <main class="mx-auto flex max-w-300 flex-col gap-8 p-6 max-md:p-4">
      <header class="flex flex-wrap items-center gap-3">
        <h1 class="text-xl">Components</h1>
        <Segmented
          label="Theme"
          class="ml-auto"
          value={theme()}
          onChange={setTheme}
          options={[
            { value: "system", label: "System" },
            { value: "light", label: "Light" },
            { value: "dark", label: "Dark" },
          ]}
        />
      </header>
      <Words />
      <Choices />
      <Fields />
      <Overlays />
      <div class="grid gap-6 md:grid-cols-2">
        <Section title="Loading">
          <div class="w-full rounded-l border border-line bg-surface">
            <SkeletonRows rows={5} label="Orders are loading" />
          </div>
        </Section>
        <Section title="Empty">
          <div class="w-full rounded-l border border-line bg-surface">
            <EmptyState icon={IconPackage} title="No order matches" action={<ButtonLink href="/ui">Clear the filters</ButtonLink>}>
              Nothing from yesterday is unpaid. Take a filter away to see more.
            </EmptyState>
          </div>
        </Section>
      </div>
    </main>
  );
}
