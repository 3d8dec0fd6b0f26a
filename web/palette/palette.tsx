import IconBuilding from "~icons/lucide/building-2";
import IconLogOut from "~icons/lucide/log-out";
import IconMoon from "~icons/lucide/moon";
import { useNavigate } from "@solidjs/router";
import { type JSX, Show, createSignal } from "solid-js";
import { useScope } from "../session/organization-scope.tsx";
import { session } from "../session/session.ts";
import { PALETTE_KEYS, useCommands } from "../shell/commands.ts";
import { useShortcut } from "../shell/shortcuts.ts";
import { onDemand } from "../ui/on-demand.tsx";
import { setTheme, theme } from "../ui/theme.ts";

const panel = onDemand(() => import("./palette-panel.tsx").then((module) => module.PalettePanel));
const [open, setOpen] = createSignal(false);

/** Fetches its code ahead, once the page has painted what it is for: what is typed right after the key must not be lost. */
export const preparePalette = panel.prepare;

export function showPalette(): void {
  setOpen(true);
}

/** One box for everything (L10): orders, people, pages, and whatever can be done here. */
export function Palette(): JSX.Element {
  const scope = useScope();
  const navigate = useNavigate();
  useShortcut(PALETTE_KEYS, "Find an order, a list or something to do", showPalette, "Everywhere");
  useCommands(() => {
    const now = session();
    const others = now.kind === "in" ? now.me.organizations.filter((one) => one.slug !== scope.slug) : [];
    return [
      ...others.map((one) => ({ label: `Switch to ${one.name}`, group: "Organizations", words: "organization change", icon: IconBuilding, run: () => navigate(`/o/${encodeURIComponent(one.slug)}/orders`) })),
      ...(["light", "dark", "system"] as const).filter((one) => one !== theme()).map((one) => ({ label: { light: "Light look", dark: "Dark look", system: "Look as the system" }[one], group: "You", words: "theme colour mode", icon: IconMoon, run: () => setTheme(one) })),
      { label: "Where you are signed in", group: "You", words: "sessions devices", icon: IconLogOut, run: () => navigate(scope.path("/settings/sessions")) },
    ];
  });
  return (
    <Show when={open()}>
      <panel.View of={{ onClose: () => setOpen(false) }} onFailed={() => setOpen(false)} />
    </Show>
  );
}
