import type { JSX } from "solid-js";
import type { Problem } from "../../../domain/problem.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";

/** Nothing was read: what happened, and the way on. */
export function ListFailed(props: { readonly problem: Problem | null; readonly onRetry: () => void }): JSX.Element {
  return (
    <div class="flex-1 p-4">
      <Banner tone="error" action={<Button onClick={() => props.onRetry()}>Try again</Button>}>
        {props.problem?.detail ?? "The orders could not be read."}
      </Banner>
    </div>
  );
}
