import IconEllipsis from "~icons/lucide/ellipsis";
import IconPencil from "~icons/lucide/pencil";
import IconStar from "~icons/lucide/star";
import IconTrash from "~icons/lucide/trash-2";
import IconUser from "~icons/lucide/user";
import IconUsers from "~icons/lucide/users";
import IconX from "~icons/lucide/x";
import type { JSX } from "solid-js";
import { SHARES_VIEWS } from "../../../domain/saved-view.ts";
import type { SavedView } from "../../../domain/saved-view.ts";
import { IconButton } from "../../ui/button.tsx";
import { Menu } from "../../ui/menu.tsx";
import type { MenuEntry } from "../../ui/menu.tsx";
import { ownerWords } from "./owner-words.ts";
import { deleteView, editView } from "./view-acts.ts";
import type { ViewDesk } from "./view-desk.ts";

/** Beside the name of the opened view: whose it is, and what one can do with it. */
export function ViewMenu(props: { readonly desk: ViewDesk; readonly saved: SavedView }): JSX.Element {
  const { desk } = props;
  const starred = () => desk.store.starred().some((view) => view.id === props.saved.id);
  const own = () => props.saved.owner.id === desk.scope.user.id;
  const blocked = () => (desk.mayChange(props.saved) ? undefined : `It is ${props.saved.owner.name || "somebody else"}'s. Save yours under another name.`);
  const entries = (): readonly MenuEntry[] => [
    { label: starred() ? "Take from the bar" : "Put beside the quick filters", icon: IconStar, onSelect: () => desk.store.star(props.saved.id, !starred()) },
    { label: "Rename…", icon: IconPencil, blocked: blocked(), onSelect: () => setTimeout(() => desk.setDialog({ for: "rename", saved: props.saved })) },
    props.saved.shared
      ? { label: "Make personal", icon: IconUser, blocked: own() ? undefined : "Only its owner can.", onSelect: () => void editView(desk, props.saved, { shared: false }, `Only you see “${props.saved.name}” now`) }
      : { label: "Share with everybody", icon: IconUsers, blocked: desk.scope.may(SHARES_VIEWS) ? undefined : "Your role shares no views.", onSelect: () => void editView(desk, props.saved, { shared: true }, `Everybody at ${desk.scope.organization.name} sees “${props.saved.name}” now`) },
    { line: true },
    { label: "Delete", icon: IconTrash, danger: true, blocked: blocked(), onSelect: () => void deleteView(desk, props.saved) },
  ];
  return (
    <span class="flex min-w-0 items-center gap-1">
      <span class="truncate text-sm text-ink-faint max-md:hidden">{ownerWords(props.saved, desk.scope.user.id)}</span>
      <Menu label={`View ${props.saved.name}`} entries={entries} trigger={(trigger) => <IconButton icon={IconEllipsis} label="This view" {...trigger} />} />
      <IconButton icon={IconX} label="Leave this view" class="max-md:hidden" onClick={() => desk.leave(false)} />
    </span>
  );
}
