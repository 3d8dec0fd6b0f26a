import type { ControlDatabase } from "../db/control.ts";
import type { OrgDatabase } from "../db/database.ts";
import type { SignedIn } from "../db/session.ts";
import type { Actor } from "../domain/change.ts";
import type { Person } from "../domain/organization.ts";
import type { Permission, Role } from "../domain/role.ts";
import type { Env } from "./env.ts";

/** Who asks, within one organization: a person with a session, or a script with an API key. */
export interface Who {
  readonly orgId: string;
  readonly actor: Actor;
  /** Null for a script. */
  readonly userId: string | null;
  readonly sessionId: string | null;
  /** Null for a person. */
  readonly apiKeyId: string | null;
  /** Null for a script, which holds permissions without a role. */
  readonly role: Role | null;
  readonly permissions: readonly Permission[];
  readonly person: Pick<Person, "id" | "name" | "initials" | "color">;
}

/** What a write is recognized by when it is sent again. */
export interface Idempotency {
  /** Scoped to the actor, so that two people's keys cannot meet. */
  readonly key: string;
  /** Of method, path and body; under a secret of the worker, so that nothing can be guessed from it. */
  readonly fingerprint: string;
}

export interface Variables {
  /** Set by `requirePermission`. */
  who: Who;
  /** Set by `requirePermission` on unsafe methods. */
  idempotency: Idempotency;
  orgId: string;
  db: OrgDatabase;
  /** Resolves to who asks, or rejects with the problem; set at the start of each request under /api/v1/:org. */
  identity: Promise<Who>;
  /** Sends the question of who asks, if it still waits for a read of the route to take it along; needed before `identity` or `allowed` is awaited where nothing was read. */
  hurry: () => void;
  /** As `identity`, and the route's permission is held and the idempotency key read; set by `requirePermissionMeanwhile`. */
  allowed: Promise<Who>;
  /** Set by `requireSession`, for what belongs to a person and not to an organization. */
  signedIn: SignedIn;
  /** Set by `requireSession`. */
  control: ControlDatabase;
}

export interface AppEnv {
  Bindings: Env;
  Variables: Variables;
}
