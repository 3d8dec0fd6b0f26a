import IconArrowRight from "~icons/lucide/arrow-right";
import { type JSX, Match, Show, Switch } from "solid-js";
import type { ImportJobView } from "../../../domain/import/job.ts";
import { useScope } from "../../session/organization-scope.tsx";
import { Banner } from "../../ui/banner.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { Counts } from "./counts.tsx";
import { RejectsCard } from "./rejects-card.tsx";

/** It ended: what came of it, and what to do now. */
export function OverView(props: { readonly job: ImportJobView }): JSX.Element {
  const scope = useScope();
  const nothingNew = () => props.job.orders === 0 && props.job.unchanged > 0 && props.job.rejected === 0;
  const again = () => <Show when={scope.may("imports.run")}><ButtonLink href={scope.path("/imports")}>Import a file</ButtonLink></Show>;
  return (
    <div class="flex flex-col gap-3 p-4 max-md:p-3">
      <Switch>
        <Match when={props.job.state === "failed"}>
          <Banner tone="error" action={again()}>
            <p class="font-medium">{props.job.error || "The import could not go on."}</p>
            <Show when={props.job.orders > 0}><p>The orders counted below are in. Upload the file again to import the rest: they are not imported twice.</p></Show>
          </Banner>
        </Match>
        <Match when={props.job.state === "cancelled"}>
          <Banner tone="info" action={again()}>
            {props.job.orders > 0 ? "This import was cancelled. What was imported before stays; upload the file again to import the rest." : "This import was cancelled before anything was imported."}
          </Banner>
        </Match>
        <Match when={nothingNew()}><Banner tone="info">Nothing to do: every order of this file is here already, and none was touched.</Banner></Match>
      </Switch>
      <Show when={props.job.state === "done" || props.job.orders + props.job.unchanged + props.job.rejected > 0}><Counts job={props.job} /></Show>
      <Show when={props.job.orders > 0}>
        {/* They took the newest numbers, so that order shows them first. */}
        <div><ButtonLink variant={props.job.state === "done" ? "primary" : "secondary"} icon={IconArrowRight} href={scope.path("/orders?sort=-number")}>Show the orders</ButtonLink></div>
      </Show>
      <Show when={props.job.rejected > 0}><RejectsCard job={props.job} /></Show>
    </div>
  );
}
