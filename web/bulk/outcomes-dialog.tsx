import { A } from "@solidjs/router";
import { For, type JSX, Show, createSignal, onMount } from "solid-js";
import * as v from "valibot";
import { BulkOutcomeView } from "../../domain/bulk.ts";
import type { BulkJobView } from "../../domain/bulk-job.ts";
import type { Lookups } from "../../domain/lookups.ts";
import { api, sentenceOf } from "../api.ts";
import { useScope } from "../session/organization-scope.tsx";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { useConventions } from "../ui/locale.ts";
import { numberText } from "../ui/number-text.ts";
import { jobText, ordersText } from "./bulk-words.ts";

interface OutcomesDialogProps {
  readonly job: BulkJobView;
  readonly names: Lookups | undefined;
  readonly onClose: () => void;
}

const Page = v.object({ items: v.array(BulkOutcomeView), after: v.nullable(v.string()) });

/** The orders that were not done, each with its reason and the way to it (E8.4). */
export function OutcomesDialog(props: OutcomesDialogProps): JSX.Element {
  const scope = useScope();
  const conventions = useConventions();
  const [items, setItems] = createSignal<readonly BulkOutcomeView[]>([]);
  const [after, setAfter] = createSignal<string | null>("");
  const [reading, setReading] = createSignal(false);
  const [failure, setFailure] = createSignal<string>();
  const count = (n: number) => numberText(n, conventions().locale);
  const troubled = () => items().filter((one) => one.outcome === "refused" || one.outcome === "stale");
  // They come first: whatever else a page holds, there are no more of them behind it.
  const more = () => after() !== null && troubled().length === items().length && troubled().length < props.job.failed;

  async function readOn(): Promise<void> {
    setReading(true);
    setFailure(undefined);
    try {
      const cursor = after();
      const page = await api(scope, "GET", `/bulk/${props.job.id}/outcomes${cursor === "" || cursor === null ? "" : `?after=${cursor}`}`, undefined, { schema: Page });
      setItems((before) => [...before, ...page.items]);
      setAfter(page.after);
    } catch (error) {
      setFailure(sentenceOf(error));
    } finally {
      setReading(false);
    }
  }
  onMount(() => void readOn());

  return (
    <Dialog open onClose={props.onClose} width="m" title={`${ordersText(props.job.failed, count)} not done`} description={jobText(props.job, props.names)} footer={<Button onClick={() => props.onClose()}>Close</Button>}>
      <Show when={failure()}>
        {(sentence) => <Banner tone="error" action={<Button onClick={() => void readOn()}>Try again</Button>}>{sentence()}</Banner>}
      </Show>
      <ul aria-label="Orders that were not done" class="-my-2 divide-y divide-line">
        <For each={troubled()}>
          {(one) => (
            <li class="flex flex-wrap gap-x-3 py-2">
              <A href={scope.path(`/orders/${one.orderId}`)} class="tabular shrink-0 font-medium text-harbour hover:underline">{one.number || "Order"}</A>
              <span class="min-w-0 flex-1 basis-60 text-ink-soft"><bdi>{one.reason}</bdi></span>
            </li>
          )}
        </For>
      </ul>
      <Show when={more() || reading()}>
        <Button class="mt-3" busy={reading()} onClick={() => void readOn()}>Show more</Button>
      </Show>
    </Dialog>
  );
}
