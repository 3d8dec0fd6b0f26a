import IconCopy from "~icons/lucide/copy";
import { type JSX, Show, createSignal } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { toast } from "../../ui/toasts.ts";
import type { RuleMeanwhile } from "./rule-meanwhile.ts";

interface RuleNoteProps {
  readonly rule: RuleMeanwhile | undefined;
  /** There is something to copy. */
  readonly drafted: boolean;
  /** What stands in the editor, in words. */
  readonly typed: () => string;
  readonly onDiscard: () => void;
}

/** Says in the open editor what holds since; if nothing can be saved any more, what was typed stays to read and copy. */
export function RuleNote(props: RuleNoteProps): JSX.Element {
  /** Where the browser refuses the clipboard, to copy by hand. */
  const [shown, setShown] = createSignal<string>();
  async function copy(): Promise<void> {
    const text = props.typed();
    try {
      await navigator.clipboard.writeText(text);
      toast("Copied what you typed", { tone: "done" });
    } catch {
      setShown(text);
    }
  }
  function onKeyDown(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key !== "Escape") return;
    event.preventDefault();
    props.onDiscard();
  }
  return (
    <div role="status" onKeyDown={onKeyDown} data-color="amber" class="shrink-0 border-t border-tint-line bg-tint px-2 py-1 text-sm break-words text-tint-ink empty:hidden">
      <Show when={props.rule}>
        {(rule) => (
          <>
            <p>{rule().text}{rule().closes && props.drafted ? " What you typed stays here to read and copy." : ""}</p>
            <Show when={rule().closes}>
              <p class="select-text font-semibold empty:hidden">{shown()}</p>
              <div class="my-1 flex flex-wrap gap-2">
                <Show when={props.drafted}><Button icon={IconCopy} onClick={() => void copy()}>Copy what I typed</Button></Show>
                <Button variant="ghost" onClick={() => props.onDiscard()}>{props.drafted ? "Discard" : "Close"}</Button>
              </div>
            </Show>
          </>
        )}
      </Show>
    </div>
  );
}
