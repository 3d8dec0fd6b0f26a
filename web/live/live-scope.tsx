import { type JSX, createEffect, on, onCleanup } from "solid-js";
import type { Present } from "../../domain/live.ts";
import { sessionExpired } from "../session/expiry.ts";
import { useScope } from "../session/organization-scope.tsx";
import type { PersonHere } from "../session/organization-scope.tsx";
import { checkSession } from "../session/session.ts";
import { LiveContext, createLive } from "./live-store.ts";

/** Milliseconds before another try, when the server closed the connection but says that the person may be here. */
const AGAIN = 2_000;

/** The organization's live connection, for all pages under it; the frame is told how it stands and who is here. */
export function LiveScope(props: { readonly children: JSX.Element }): JSX.Element {
  const scope = useScope();
  const live = createLive(scope.slug, () => void checkSession());
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));

  createEffect(
    on(live.status, (status) => {
      // Lost is lost: from “offline” to “reconnecting” it is the same loss.
      if (status.kind !== "revoked") return scope.setConnection(status.kind, "since" in status ? status.since : undefined);
      scope.setConnection("reconnecting");
      // Signed out: a dialog asks to sign in. Removed: the organization leaves the screen. Neither: try again.
      void checkSession().then(() => {
        if (!sessionExpired() && !scope.signal.aborted) timer = setTimeout(() => live.reconnect(), AGAIN);
      });
    }),
  );
  createEffect(on(sessionExpired, (expired) => expired || live.reconnect(), { defer: true }));
  createEffect(() => scope.setPeople(peopleHere(live.people(), scope.user.id)));
  return <LiveContext.Provider value={live}>{props.children}</LiveContext.Provider>;
}

/** Colleagues, each once however many tabs they have. */
function peopleHere(present: readonly Present[], self: string): readonly PersonHere[] {
  const people = new Map(present.filter((one) => one.personId !== self).map((one) => [one.personId, one]));
  return [...people.values()].map(({ personId, name, initials, color }) => ({ id: personId, name, initials, color }));
}
