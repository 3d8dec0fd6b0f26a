import type { JSX } from "solid-js";
import { Dialog } from "../ui/dialog.tsx";
import { sessionExpired } from "./expiry.ts";
import { currentPerson } from "./session.ts";
import { SignInForm } from "./sign-in-form.tsx";

/** Laid over whatever is open: the drafts below live on, and requests that waited go when the same person is back. */
export function SignInDialog(): JSX.Element {
  return (
    <Dialog
      open={sessionExpired()}
      onClose={() => undefined}
      mustAnswer
      title="Sign in to go on"
      description="Your session has ended. What you were typing is kept."
    >
      <SignInForm email={currentPerson()?.email} />
    </Dialog>
  );
}
