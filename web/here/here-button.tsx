import IconUsers from "~icons/lucide/users";
import { type JSX, Show, createMemo, createSignal } from "solid-js";
import { useLive } from "../live/live-store.ts";
import { useScope } from "../session/organization-scope.tsx";
import type { PersonHere } from "../session/organization-scope.tsx";
import { AvatarStack } from "../ui/avatar.tsx";
import { onDemand } from "../ui/on-demand.tsx";
import { whereabouts } from "./whereabouts.ts";

interface HereButtonProps {
  readonly label: string;
  /** Whose faces are shown: those who matter on this page. */
  readonly faces: readonly PersonHere[];
  readonly max: number;
}

const list = onDemand(() => import("./here-list.tsx").then((module) => module.HereList));

/** The faces in a page's header; pressed, they tell where everybody is. */
export function HereButton(props: HereButtonProps): JSX.Element {
  const live = useLive();
  const scope = useScope();
  const people = createMemo(() => whereabouts(live.people(), scope.user.id));
  const [open, setOpen] = createSignal(false);
  const words = () => `${people().length} ${people().length === 1 ? "other" : "others"} here: who is where`;
  let anchor: HTMLDivElement | undefined;
  let button: HTMLButtonElement | undefined;
  return (
    <Show when={people().length > 0}>
      <div ref={anchor} class="relative flex items-center">
        <Show when={props.faces.length > 0} fallback={<span class="control flex items-center gap-1 px-1 text-sm text-ink-faint" aria-hidden="true"><IconUsers class="size-4" />{people().length}</span>}>
          <AvatarStack label={props.label} people={props.faces} max={props.max} />
        </Show>
        {/* Over the faces, not around them: a button would hide their list from a screen reader. */}
        <button
          ref={button}
          type="button"
          class="absolute -inset-1 rounded-full pointer-coarse:-inset-2.5"
          aria-label={words()}
          aria-haspopup="dialog"
          aria-expanded={open()}
          data-tip={props.faces.map((one) => (one.doing === undefined ? one.name : `${one.name}, ${one.doing}`)).join(" · ") || words()}
          onPointerEnter={list.prepare}
          onFocus={list.prepare}
          onClick={() => setOpen((before) => !before)}
        />
        <Show when={open()}>
          <list.View
            of={{
              get people() {
                return people();
              },
              anchor: () => anchor,
              onClose: (leaving) => {
                setOpen(false);
                if (!leaving) button?.focus();
              },
            }}
            onFailed={() => setOpen(false)}
          />
        </Show>
      </div>
    </Show>
  );
}
