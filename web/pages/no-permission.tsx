import IconLock from "~icons/lucide/lock";
import type { JSX } from "solid-js";
import { ROLE_NAME } from "../../domain/role.ts";
import { useScope } from "../session/organization-scope.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { FullPage } from "./full-page.tsx";

export function NoPermissionPage(props: { readonly title: string }): JSX.Element {
  const scope = useScope();
  return (
    <FullPage icon={IconLock} title={`“${props.title}” is not open to your role`} action={<ButtonLink href={scope.path("/orders")}>Go to the orders</ButtonLink>}>
      You are {ROLE_NAME[scope.organization.role]} in {scope.organization.name}. Someone who manages members can change that.
    </FullPage>
  );
}
