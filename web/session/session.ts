import { createSignal } from "solid-js";
import { Me } from "../../domain/me.ts";
import type { Problem } from "../../domain/problem.ts";
import { ApiProblem, answerOf, send } from "../api.ts";
import { themeOf } from "../ui/theme.ts";
import { sessionExpired, sessionRenewed, signedInAgain } from "./expiry.ts";

export type SessionState =
  | { readonly kind: "loading" }
  | { readonly kind: "out" }
  | { readonly kind: "in"; readonly me: Me }
  /** Nobody answered, so nobody knows. */
  | { readonly kind: "failed"; readonly problem: Problem };

export type OrganizationOfMe = Me["organizations"][number];

const [state, setState] = createSignal<SessionState>({ kind: "loading" });

/** Who is signed in. One for the page: a person, unlike an organization, is never switched without a reload. */
export const session = state;

export function currentPerson(): Me["user"] | undefined {
  const now = state();
  return now.kind === "in" ? now.me.user : undefined;
}

export function findOrganization(slug: string): OrganizationOfMe | undefined {
  const now = state();
  return now.kind === "in" ? now.me.organizations.find((one) => one.slug === slug) : undefined;
}

function accept(me: Me): void {
  const before = currentPerson();
  if (before !== undefined && before.id !== me.user.id) {
    // Nothing that the other person had open may be left in memory or on the screen.
    location.assign("/");
    return;
  }
  themeOf(me.user.id);
  setState({ kind: "in", me });
  if (sessionExpired()) sessionRenewed();
}

/**
 * Asks the server again: at start, and when the socket was closed because a session ended or a membership was taken
 * away. An organization that is gone leaves the screen at once; an ended session asks to sign in over the page.
 */
export async function checkSession(): Promise<void> {
  try {
    const response = await send("GET", "/api/v1/me", undefined, {});
    if (response.status === 401) {
      if (currentPerson() === undefined) setState({ kind: "out" });
      else void signedInAgain();
      return;
    }
    accept(await answerOf(response, Me));
  } catch (error) {
    if (currentPerson() !== undefined) return; // the page lives on; the connection's state tells of it
    if (!(error instanceof ApiProblem)) throw error;
    setState({ kind: "failed", problem: error.problem });
  }
}

/** @throws ApiProblem `unauthenticated` (wrong), `rate_limited` (with `retryAfter` seconds), `unavailable` */
export async function signIn(email: string, password: string): Promise<void> {
  const response = await send("POST", "/api/auth/sign-in/email", { email, password }, {});
  accept(await answerOf(response, Me));
}

/** @throws ApiProblem */
export async function signOut(): Promise<void> {
  await answerOf(await send("POST", "/api/auth/sign-out", {}, {}));
  location.assign("/sign-in");
}
