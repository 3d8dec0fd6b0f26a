import IconBuilding from "~icons/lucide/building-2";
import { type JSX, Show } from "solid-js";
import { currentPerson, session, signOut } from "../session/session.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { FullPage } from "./full-page.tsx";

/** Nobody added this person anywhere, or took away the organization that the address names. */
export function NoOrganizationPage(props: { readonly slug?: string | undefined }): JSX.Element {
  const others = () => {
    const now = session();
    return now.kind === "in" && now.me.organizations.length > 0;
  };
  return (
    <FullPage
      icon={IconBuilding}
      title={props.slug === undefined ? "You belong to no organization yet" : "This organization is not open to you"}
      action={
        <>
          <Show when={others()}>
            <ButtonLink href="/" variant="primary">Go to your orders</ButtonLink>
          </Show>
          <Button onClick={() => void signOut()}>Sign out</Button>
        </>
      }
    >
      <Show when={props.slug} fallback="Someone who manages members can add you.">
        {(slug) => <>You are signed in as {currentPerson()?.email}, who is no member of “{slug()}”. Someone who manages its members can add you.</>}
      </Show>
    </FullPage>
  );
}
