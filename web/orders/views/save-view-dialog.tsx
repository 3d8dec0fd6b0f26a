import { type JSX, Show, createSignal } from "solid-js";
import type { Lookups } from "../../../domain/lookups.ts";
import { SHARES_VIEWS } from "../../../domain/saved-view.ts";
import { ApiProblem, fieldErrorsOf, newIdempotencyKey, sentenceOf } from "../../api.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { toast } from "../../ui/toasts.ts";
import type { ViewDesk, ViewDialog } from "./view-desk.ts";
import { viewWords } from "./view-words.ts";

interface SaveViewDialogProps {
  readonly desk: ViewDesk;
  readonly dialog: ViewDialog;
  readonly lookups: Lookups | undefined;
}

/** Gives what shows a name, or a saved view another one. What was typed stays until it is saved. */
export function SaveViewDialog(props: SaveViewDialogProps): JSX.Element {
  const { desk, dialog } = props;
  const renamed = dialog.for === "rename" ? dialog.saved : null;
  const [name, setName] = createSignal(renamed?.name ?? "");
  const [shared, setShared] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const [failure, setFailure] = createSignal<unknown>();
  let sent = "";
  let attempt = newIdempotencyKey();
  const close = () => desk.setDialog(null);
  const general = () => {
    const error = failure();
    return error === undefined || fieldErrorsOf(error)["name"] || fieldErrorsOf(error)["edit.name"] ? undefined : sentenceOf(error);
  };

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    if (busy()) return;
    const draft = { name: name().trim(), shared: shared(), query: desk.text() };
    // The same request again is done once; another one is another.
    if (sent !== "" && sent !== JSON.stringify(draft)) attempt = newIdempotencyKey();
    sent = JSON.stringify(draft);
    setBusy(true);
    setFailure(undefined);
    try {
      const saved = renamed ? await desk.store.save(renamed, { name: draft.name }, attempt) : await desk.store.create(draft, attempt);
      if (!renamed) {
        desk.store.star(saved.id, true);
        desk.show(saved);
      }
      close();
      toast(renamed ? `The view is called “${saved.name}” now` : `“${saved.name}” is saved`, { tone: "done", key: "view" });
    } catch (error) {
      if (!(error instanceof ApiProblem)) reportError(error);
      setFailure(() => error);
    } finally {
      setBusy(false);
    }
  }
  return (
    <Dialog
      open
      onClose={close}
      title={renamed ? "Rename the view" : "Save this view"}
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button variant="primary" busy={busy()} type="submit" form="save-view">{renamed ? "Rename" : "Save"}</Button>
        </>
      }
    >
      <form id="save-view" class="flex flex-col gap-3" onSubmit={(event) => void save(event)}>
        <Show when={general()}>{(sentence) => <Banner tone="error">{sentence()}</Banner>}</Show>
        <TextField label="Name" value={name()} onInput={setName} maxLength={60} error={fieldErrorsOf(failure())["name"] ?? fieldErrorsOf(failure())["edit.name"]} placeholder="Such as “Unpaid, large first”" />
        <Show when={!renamed}>
          <Show when={desk.scope.may(SHARES_VIEWS)}>
            <Checkbox label="Share with everybody" description={`At ${desk.scope.organization.name}. Only you and those who manage it can change it.`} checked={shared()} onChange={setShared} />
          </Show>
          <Show when={props.lookups}>
            {(lookups) => (
              <p class="text-sm text-pretty text-ink-soft">
                <span class="text-ink-faint">Keeps: </span>
                {viewWords(desk.view(), lookups(), desk.text())}
              </p>
            )}
          </Show>
        </Show>
      </form>
    </Dialog>
  );
}
