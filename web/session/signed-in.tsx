import { Navigate, useLocation } from "@solidjs/router";
import { type Accessor, type JSX, Match, Switch } from "solid-js";
import type { Me } from "../../domain/me.ts";
import { UnreachablePage } from "../pages/unreachable-page.tsx";
import { SIGN_IN } from "../routes.ts";
import { FrameSkeleton } from "../shell/frame-skeleton.tsx";
import { session } from "./session.ts";

/** What only a signed-in person sees; anyone else is asked to sign in and comes back here. */
export function SignedIn(props: { readonly children: (me: Accessor<Me>) => JSX.Element }): JSX.Element {
  const location = useLocation();
  const me = () => {
    const now = session();
    return now.kind === "in" && now.me;
  };
  const failed = () => {
    const now = session();
    return now.kind === "failed" && now.problem;
  };
  return (
    <Switch fallback={<FrameSkeleton />}>
      <Match when={me()}>{(found) => props.children(found)}</Match>
      <Match when={failed()}>{(problem) => <UnreachablePage detail={problem().detail} />}</Match>
      <Match when={session().kind === "out"}>
        <Navigate href={`${SIGN_IN}?next=${encodeURIComponent(location.pathname + location.search)}`} />
      </Match>
    </Switch>
  );
}
