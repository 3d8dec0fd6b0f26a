import { type JSX, Show } from "solid-js";
import type { Lookups } from "../../../domain/lookups.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import type { RefusedEdit } from "../edits-store.ts";
import { FIELD_NAME } from "../row-edit.ts";
import { editText } from "../row-text.ts";

interface AstrayNoteProps {
  readonly lost: RefusedEdit;
  readonly lookups: Lookups | undefined;
  readonly onOpen: () => void;
  readonly onDiscard: () => void;
}

/** Why an edit was refused whose row is not in the list any more, with what was typed, above the rows. */
export function AstrayNote(props: AstrayNoteProps): JSX.Element {
  return (
    <Banner
      tone="error"
      flush
      action={
        <>
          <Button variant="ghost" onClick={() => props.onOpen()}>Open the order</Button>
          <Button variant="ghost" onClick={() => props.onDiscard()}>Discard</Button>
        </>
      }
    >
      The {FIELD_NAME[props.lost.field]} of {props.lost.number} was not saved. {props.lost.message}
      <Show when={props.lookups}>{(lookups) => <> Yours: <b><bdi>{editText(props.lost.edit, props.lost.field, lookups())}</bdi></b></>}</Show>
    </Banner>
  );
}
