import { A } from "@solidjs/router";
import { For, type JSX } from "solid-js";
import type { ImportJobView } from "../../../domain/import/job.ts";
import { initialsOf, personColor } from "../../../domain/organization.ts";
import { useScope } from "../../session/organization-scope.tsx";
import { Avatar } from "../../ui/avatar.tsx";
import { cx } from "../../ui/cx.ts";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { JobState } from "./job-state.tsx";
import { useNumbers } from "./job-words.ts";

const head = "h-8 px-3 text-left text-sm font-medium whitespace-nowrap text-ink-faint";
const number = "tabular px-3 text-right whitespace-nowrap";

/** All imports on a wide screen. */
export function JobTable(props: { readonly jobs: readonly ImportJobView[] }): JSX.Element {
  return (
    <table class="w-full table-fixed border-collapse" aria-label="Imports">
      <thead>
        <tr class="border-b border-line">
          <th scope="col" class={cx(head, "pl-4")}>File</th>
          <th scope="col" class={cx(head, "w-[16%]")}>By</th>
          <th scope="col" class={cx(head, "w-32")}>When</th>
          <th scope="col" class={cx(head, "w-[26%]")}>State</th>
          <th scope="col" class={cx(head, "w-20 text-right")}>Orders</th>
          <th scope="col" class={cx(head, "w-20 text-right")}>Lines</th>
          <th scope="col" class={cx(head, "w-24 text-right")}>Unchanged</th>
          <th scope="col" class={cx(head, "w-24 pr-4 text-right")}>Rejected</th>
        </tr>
      </thead>
      <tbody>
        <For each={props.jobs}>{(job) => <Row job={job} />}</For>
      </tbody>
    </table>
  );
}

function Row(props: { readonly job: ImportJobView }): JSX.Element {
  const scope = useScope();
  const numbers = useNumbers();
  const begun = () => ["queued", "running", "done"].includes(props.job.state) || props.job.orders + props.job.unchanged + props.job.rejected > 0;
  const cell = (n: number) => <span class={cx(n === 0 && "text-ink-faint")}>{begun() ? numbers.count(n) : "–"}</span>;
  return (
    <tr class="quick relative h-10 border-b border-line hover:bg-hover">
      <th scope="row" class="truncate pr-3 pl-4 text-left font-medium">
        {/* The whole row is the link's, for the mouse. */}
        <A href={scope.path(`/imports/${props.job.id}`)} class="after:absolute after:inset-0 hover:underline"><bdi>{props.job.name}</bdi></A>
      </th>
      <td class="px-3">
        <span class="flex min-w-0 items-center gap-2">
          <Avatar size="s" decorative person={{ id: props.job.byId, name: props.job.by, initials: initialsOf(props.job.by), color: personColor(props.job.byId) }} />
          <span class="truncate text-ink-soft">{props.job.by}</span>
        </span>
      </td>
      <td class="px-3 text-ink-soft"><RelativeTime at={props.job.createdAt} /></td>
      <td class="px-3"><JobState job={props.job} /></td>
      <td class={number}>{cell(props.job.orders)}</td>
      <td class={number}>{cell(props.job.lines)}</td>
      <td class={number}>{cell(props.job.unchanged)}</td>
      <td class={cx(number, "pr-4")}>
        <span class={cx(props.job.rejected > 0 && "font-medium text-danger")}>{cell(props.job.rejected)}</span>
      </td>
    </tr>
  );
}
