import IconCompass from "~icons/lucide/compass";
import type { JSX } from "solid-js";
import { ButtonLink } from "../ui/button.tsx";
import { FullPage } from "./full-page.tsx";

export function NotFoundPage(): JSX.Element {
  return (
    <FullPage icon={IconCompass} title="There is no such page" action={<ButtonLink href="/" variant="primary">Go to the orders</ButtonLink>}>
      The address may be mistyped, or what it showed has gone.
    </FullPage>
  );
}
