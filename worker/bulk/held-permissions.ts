import { scopesOfKey } from "../../db/api-key.ts";
import type { ControlDatabase } from "../../db/control.ts";
import { findMember } from "../../db/member.ts";
import type { Actor } from "../../domain/change.ts";
import { permissionsOfRole } from "../../domain/member.ts";
import type { Permission } from "../../domain/role.ts";

/** What whoever started a job may do at this moment: their role may have changed, or their access ended, since. */
export async function heldPermissions(control: ControlDatabase, orgId: string, actor: Actor, now: number): Promise<readonly Permission[]> {
  switch (actor.kind) {
    case "user": {
      const member = await findMember(control, orgId, actor.id);
      return member ? permissionsOfRole(member.role) : [];
    }
    case "api_key": return (await scopesOfKey(control, orgId, actor.id, now)) ?? [];
    case "import":
    case "system": return [];
  }
}
