import IconBookmarkPlus from "~icons/lucide/bookmark-plus";
import { type JSX, Match, Switch } from "solid-js";
import { DEFAULT_VIEW, printView } from "../../../domain/filter-url.ts";
import { Button } from "../../ui/button.tsx";
import { saveOpened } from "./view-acts.ts";
import type { ViewDesk } from "./view-desk.ts";

/** How what shows stands to what is saved, and what to do about it: at the end of the row of filters. */
export function ViewState(props: { readonly desk: ViewDesk }): JSX.Element {
  const { desk } = props;
  const opened = () => {
    const now = desk.opened();
    return now.kind === "open" ? now : null;
  };
  const usual = () => printView(desk.view()).toString() === printView(DEFAULT_VIEW).toString();
  const saveAs = () => desk.setDialog({ for: "new" });
  return (
    <span role="group" aria-label="Saved view" class="ml-auto flex min-w-0 flex-wrap items-center justify-end gap-1">
      <Switch>
        <Match when={desk.opened().kind === "none" && !usual()}>
          <Button variant="ghost" icon={IconBookmarkPlus} onClick={saveAs}>Save view</Button>
        </Match>
        <Match when={opened()?.state === "edited" && opened()}>
          {(now) => (
            <>
              <span role="status" class="pr-1 text-sm text-ink-faint">Edited</span>
              <Button variant={desk.mayChange(now().saved) ? "ghost" : "secondary"} onClick={saveAs}>Save as…</Button>
              <Button variant="ghost" onClick={() => desk.show(now().saved)}>Reset</Button>
              {desk.mayChange(now().saved) && <Button onClick={() => void saveOpened(desk)}>Save</Button>}
            </>
          )}
        </Match>
        <Match when={opened()?.state === "newer" && opened()}>
          {(now) => (
            <>
              <span role="status" class="pr-1 text-sm text-ink-soft">{now().saved.updatedBy || "Somebody"} has changed this view.</span>
              <Button variant="ghost" onClick={saveAs}>Keep mine…</Button>
              <Button onClick={() => desk.show(now().saved)}>Show theirs</Button>
            </>
          )}
        </Match>
      </Switch>
    </span>
  );
}
