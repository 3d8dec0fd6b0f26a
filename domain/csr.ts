import { permissionsOfRole } from "./member.ts";
import type { Person } from "./organization.ts";
import { may } from "./role.ts";

/** Whom an order can be assigned to: members whose role may edit orders. Files of the past name anybody (`import/names.ts`). */
export function canBeCsr(person: Pick<Person, "active" | "role">): boolean {
  return person.active && may(permissionsOfRole(person.role), "orders.edit");
}

/** Why somebody cannot be the CSR of an order, as a sentence; null if they can. */
export function csrRefusal(id: string, people: readonly Person[]): string | null {
  const person = people.find((one) => one.id === id);
  if (!person?.active) return "This person is not a member any more. Choose another.";
  return canBeCsr(person) ? null : `${person.name} may not edit orders, so none can be assigned to them. Choose another, or ask an Admin to change their role.`;
}
