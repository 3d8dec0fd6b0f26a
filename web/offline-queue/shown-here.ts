import { findOrganization } from "../session/session.ts";

/**
 * Whether an edit is shown while this organization is on screen: its own, and those of organizations that its author
 * does not belong to any more, which would be out of reach otherwise.
 * @param slug null: nobody can tell whose it is
 */
export function isShownHere(slug: string | null, here: string): boolean {
  return slug === null || slug === here || findOrganization(slug) === undefined;
}
