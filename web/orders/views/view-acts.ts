import { ApiProblem, newIdempotencyKey, sentenceOf } from "../../api.ts";
import { toast } from "../../ui/toasts.ts";
import type { SavedView, SavedViewEdit } from "../../../domain/saved-view.ts";
import type { ViewDesk } from "./view-desk.ts";

/** Reports what could not be done; what was typed or chosen is still there. */
function failed(name: string, error: unknown): void {
  if (!(error instanceof ApiProblem)) reportError(error);
  toast(`“${name}” was not changed. ${sentenceOf(error)}`, { tone: "error", key: "view" });
}

/** Saves what shows into the opened view; if a colleague saved it meanwhile, asks. */
export async function saveOpened(desk: ViewDesk): Promise<void> {
  const opened = desk.opened();
  if (opened.kind !== "open") return;
  const { saved, version } = opened;
  try {
    desk.show(await desk.store.save({ id: saved.id, version }, { query: desk.text() }, newIdempotencyKey()));
    toast(`“${saved.name}” is saved`, { tone: "done", key: "view" });
  } catch (error) {
    if (error instanceof ApiProblem && error.problem.code === "conflict") desk.setDialog({ for: "conflict", saved });
    else failed(saved.name, error);
  }
}

export async function editView(desk: ViewDesk, saved: SavedView, edit: SavedViewEdit, done: string): Promise<void> {
  try {
    await desk.store.save(saved, edit, newIdempotencyKey());
    toast(done, { tone: "done", key: "view" });
  } catch (error) {
    failed(saved.name, error);
  }
}

/** Deletes a view, at once and with a way back; the list stays as it is. */
export async function deleteView(desk: ViewDesk, saved: SavedView): Promise<void> {
  const starred = desk.store.starred().some((view) => view.id === saved.id);
  try {
    await desk.store.remove(saved.id);
  } catch (error) {
    return failed(saved.name, error);
  }
  desk.leave(true);
  toast(`The view “${saved.name}” is deleted`, { key: "view", action: { label: "Undo", onSelect: () => void undo() } });

  async function undo(): Promise<void> {
    try {
      const back = await desk.store.restore(saved.id);
      if (starred) desk.store.star(back.id, true);
      desk.show(back);
    } catch (error) {
      failed(saved.name, error);
    }
  }
}
