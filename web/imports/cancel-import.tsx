import { type JSX, createSignal } from "solid-js";
import type { ImportJobView } from "../../domain/import/job.ts";
import { api } from "../api.ts";
import { useScope } from "../session/organization-scope.tsx";
import { Confirm } from "../settings/confirm.tsx";
import { Button } from "../ui/button.tsx";
import type { OneJob } from "./jobs/job-store.ts";
import { JobAnswer } from "./jobs/jobs-store.ts";
import { uploadsOf } from "./upload/uploads.ts";

/** The button and its question: what is cancelled cannot go on. */
export function CancelImport(props: { readonly job: ImportJobView; readonly one: OneJob }): JSX.Element {
  const scope = useScope();
  const [asking, setAsking] = createSignal(false);
  const begun = () => props.job.state === "queued" || props.job.state === "running";
  return (
    <>
      <Button onClick={() => setAsking(true)}>Cancel import</Button>
      <Confirm
        open={asking()}
        onClose={() => setAsking(false)}
        title="Cancel this import?"
        action="Cancel the import"
        onConfirm={async () => {
          const answer = await api(scope, "POST", `/imports/${props.job.id}/cancel`, undefined, { schema: JobAnswer });
          uploadsOf(scope).forget(props.job.id);
          props.one.take(answer);
        }}
      >
        <p>{begun() ? "It stops where it is. Orders that are in stay, and the rest can be imported by uploading the file again." : "The file is thrown away. Nothing of it was imported."}</p>
      </Confirm>
    </>
  );
}
