import { type Accessor, type JSX, createContext, createSignal, onCleanup, useContext } from "solid-js";
import type { Me } from "../../domain/me.ts";
import type { Permission } from "../../domain/role.ts";
import type { Face } from "../ui/avatar.tsx";
import { ConventionsContext } from "../ui/locale.ts";
import type { OrganizationOfMe } from "./session.ts";

export interface Connection {
  readonly state: "connecting" | "live" | "reconnecting" | "offline";
  /** UTC milliseconds: since when it is so. */
  readonly since: number;
}

export type PersonHere = Face & { readonly doing?: string | undefined };

/** Everything that belongs to the organization on screen. It ends, whole, when another one comes on screen. */
export interface Scope {
  readonly slug: string;
  /** As `me` has it now: a role that changes shows at once. */
  readonly organization: OrganizationOfMe;
  readonly user: Me["user"];
  /** Aborted when the organization leaves the screen. */
  readonly signal: AbortSignal;
  /** `fetch` that ends with the scope. Prefer `api`. */
  readonly fetch: (input: string, init?: RequestInit) => Promise<Response>;
  readonly may: (permission: Permission) => boolean;
  /** `/orders` → `/o/bettertools/orders`. */
  readonly path: (path: string) => string;
  readonly connection: Accessor<Connection>;
  /** @param since left out: now */
  readonly setConnection: (state: Connection["state"], since?: number) => void;
  /** Colleagues who are here now, for the page's header. */
  readonly people: Accessor<readonly PersonHere[]>;
  readonly setPeople: (people: readonly PersonHere[]) => void;
}

const ScopeContext = createContext<Scope>();

export function useScope(): Scope {
  const scope = useContext(ScopeContext);
  if (scope === undefined) throw new Error("useScope stands outside of an organization");
  return scope;
}

interface OrganizationScopeProps {
  readonly slug: string;
  readonly organization: Accessor<OrganizationOfMe>;
  readonly user: Accessor<Me["user"]>;
  readonly children: JSX.Element;
}

/** Rendered under a keyed boundary: one life for each organization shown. */
export function OrganizationScope(props: OrganizationScopeProps): JSX.Element {
  const slug = props.slug;
  const gone = new AbortController();
  onCleanup(() => gone.abort());

  const [connection, setConnection] = createSignal<Connection>({ state: "connecting", since: Date.now() });
  const [people, setPeople] = createSignal<readonly PersonHere[]>([]);

  const scope: Scope = {
    slug,
    get organization() {
      return props.organization();
    },
    get user() {
      return props.user();
    },
    signal: gone.signal,
    fetch: (input, init = {}) =>
      fetch(input, { ...init, signal: init.signal ? AbortSignal.any([gone.signal, init.signal]) : gone.signal }),
    may: (permission) => props.organization().permissions.includes(permission),
    path: (path) => `/o/${encodeURIComponent(slug)}${path}`,
    connection,
    setConnection: (state, since = Date.now()) => setConnection((before) => (before.state === state ? before : { state, since })),
    people,
    setPeople,
  };

  return (
    <ScopeContext.Provider value={scope}>
      <ConventionsContext.Provider value={props.organization}>{props.children}</ConventionsContext.Provider>
    </ScopeContext.Provider>
  );
}
