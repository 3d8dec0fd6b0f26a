import type { JSX } from "solid-js";
import { FieldError } from "../ui/field.tsx";
import { useConventions } from "../ui/locale.ts";
import { lineGrid } from "./line-grid.ts";
import { spokenLimit } from "./spoken-limit.ts";

/** What is wrong with a line. It ends where the quantity does, of which it speaks most often. */
export function LineError(props: { readonly id: string; readonly text: string | undefined }): JSX.Element {
  const conventions = useConventions();
  return (
    <div class={lineGrid}>
      <div class="col-span-3 flex justify-end max-md:col-span-2">
        <FieldError id={props.id} text={spokenLimit(props.text, conventions().locale)} />
      </div>
    </div>
  );
}
