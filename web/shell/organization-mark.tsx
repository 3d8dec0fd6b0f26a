import type { JSX } from "solid-js";
import { personColor } from "../../domain/organization.ts";
import { markLetters } from "./mark-letters.ts";

/** Square, so that an organization is never taken for a person. */
export function OrganizationMark(props: { readonly id: string; readonly name: string }): JSX.Element {
  return (
    <span
      data-color={personColor(props.id)}
      aria-hidden="true"
      class="grid size-6 shrink-0 place-items-center rounded-m border border-tint-line bg-tint text-[10px] font-semibold text-tint-ink"
    >
      {markLetters(props.name)}
    </span>
  );
}
