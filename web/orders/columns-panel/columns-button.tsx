import IconColumns from "~icons/lucide/columns-3-cog";
import { type JSX, Show } from "solid-js";
import { DENSITIES } from "../../../domain/preference.ts";
import { useCommands } from "../../shell/commands.ts";
import { IconButton } from "../../ui/button.tsx";
import { onDemand } from "../../ui/on-demand.tsx";
import type { ColumnChoice } from "../column-choice.ts";

const panel = onDemand(() => import("./columns-panel.tsx").then((module) => module.ColumnsPanel));
export const prepareColumnsPanel = panel.prepare;

/** Opens what says which columns show, and how high the rows are. */
export function ColumnsButton(props: { readonly choice: ColumnChoice }): JSX.Element {
  let anchor: HTMLDivElement | undefined;
  useCommands(() => [
    { label: "Choose columns", group: "This list", words: "show hide order density rows", icon: IconColumns, run: () => props.choice.setChoosing(true) },
    ...DENSITIES.filter((density) => density !== props.choice.density()).map((density) => ({ label: `Rows: ${density}`, group: "This list", words: "density height", icon: IconColumns, run: () => props.choice.setDensity(density) })),
  ]);
  const close = () => {
    props.choice.setChoosing(false);
    anchor?.querySelector("button")?.focus();
  };
  return (
    <div ref={anchor}>
      <IconButton
        variant="secondary"
        icon={IconColumns}
        label="Columns and density"
        aria-haspopup="dialog"
        aria-expanded={props.choice.choosing()}
        onClick={() => (props.choice.choosing() ? close() : props.choice.setChoosing(true))}
        onPointerEnter={panel.prepare}
        onFocus={panel.prepare}
      />
      <Show when={props.choice.choosing()}>
        <panel.View of={{ choice: props.choice, anchor: () => anchor, onClose: close }} onFailed={close} />
      </Show>
    </div>
  );
}
