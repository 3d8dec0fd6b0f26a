import { type JSX, Match, Switch } from "solid-js";
import type { Lookups } from "../../../domain/lookups.ts";
import { SaveViewDialog } from "./save-view-dialog.tsx";
import { ViewConflictDialog } from "./view-conflict-dialog.tsx";
import type { ViewDesk, ViewDialog } from "./view-desk.ts";

interface ViewDialogsProps {
  readonly desk: ViewDesk;
  readonly dialog: ViewDialog;
  readonly lookups: Lookups | undefined;
}

export function ViewDialogs(props: ViewDialogsProps): JSX.Element {
  const conflict = () => (props.dialog.for === "conflict" ? props.dialog : null);
  return (
    <Switch>
      <Match when={conflict()}>{(dialog) => <ViewConflictDialog desk={props.desk} dialog={dialog()} />}</Match>
      <Match when={true}>
        <SaveViewDialog desk={props.desk} dialog={props.dialog} lookups={props.lookups} />
      </Match>
    </Switch>
  );
}
