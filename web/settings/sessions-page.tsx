import IconLaptop from "~icons/lucide/laptop";
import { type JSX, Show, createSignal } from "solid-js";
import * as v from "valibot";
import { Session } from "../../domain/me.ts";
import { personalApi, sentenceOf } from "../api.ts";
import { PageHeader } from "../shell/page-header.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Badge } from "../ui/pill.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { toast } from "../ui/toasts.ts";
import { createLoading } from "./load.ts";
import { LoadedList } from "./loaded-list.tsx";
import { SettingsBody } from "./settings-body.tsx";
import { deviceOf } from "./user-agent.ts";

const Answer = v.object({ sessions: v.array(Session) });

/** Where the person is signed in; what they do not know they end. */
export function SessionsPage(): JSX.Element {
  const loading = createLoading(async () => {
    const { sessions } = await personalApi("GET", "/sessions", undefined, { schema: Answer });
    return sessions.toSorted((a, b) => Number(b.current) - Number(a.current) || b.createdAt - a.createdAt);
  });
  const [ending, setEnding] = createSignal<string>();

  async function end(one: Session) {
    setEnding(one.id);
    try {
      await personalApi("DELETE", `/sessions/${one.id}`);
      toast(`${deviceOf(one.userAgent)} is signed out`, { tone: "done" });
    } catch (error) {
      toast(sentenceOf(error), { tone: "error" });
    }
    setEnding(undefined);
    loading.again();
  }

  return (
    <>
      <PageHeader title="Where you are signed in" />
      <SettingsBody>
        <LoadedList loading={loading} label="Sessions" empty={<EmptyState icon={IconLaptop} title="No session" />}>
          {(one) => (
            <>
              <IconLaptop class="size-4 shrink-0 text-ink-faint" aria-hidden="true" />
              <div class="min-w-0 flex-1">
                <p class="flex items-center gap-2 font-medium">
                  {deviceOf(one.userAgent)}
                  <Show when={one.current}><Badge color="green">This one</Badge></Show>
                </p>
                <p class="text-sm break-words text-ink-faint">{one.address} · since <RelativeTime at={one.createdAt} /></p>
              </div>
              <Show when={!one.current}>
                <Button busy={ending() === one.id} onClick={() => void end(one)}>Sign out there</Button>
              </Show>
            </>
          )}
        </LoadedList>
      </SettingsBody>
    </>
  );
}
