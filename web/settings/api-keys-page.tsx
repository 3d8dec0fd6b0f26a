import IconKey from "~icons/lucide/key-round";
import IconPlus from "~icons/lucide/plus";
import { For, type JSX, Show, createSignal } from "solid-js";
import * as v from "valibot";
import { ApiKey } from "../../domain/api-key.ts";
import { api } from "../api.ts";
import { useScope } from "../session/organization-scope.tsx";
import { PageHeader } from "../shell/page-header.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Badge } from "../ui/pill.tsx";
import { RelativeTime, currentTime } from "../ui/relative-time.tsx";
import { toast } from "../ui/toasts.ts";
import { Confirm } from "./confirm.tsx";
import { createLoading } from "./load.ts";
import { LoadedList } from "./loaded-list.tsx";
import { NewKey } from "./new-key.tsx";
import { SCOPE_WORDS } from "./scope-words.ts";
import { SettingsBody } from "./settings-body.tsx";

const Answer = v.object({ keys: v.array(ApiKey) });

export function ApiKeysPage(): JSX.Element {
  const scope = useScope();
  const loading = createLoading(async () => {
    const { keys } = await api(scope, "GET", "/api-keys", undefined, { schema: Answer });
    return keys.toSorted((a, b) => b.createdAt - a.createdAt);
  });
  const [adding, setAdding] = createSignal(false);
  const [revoking, setRevoking] = createSignal<ApiKey>();
  const create = () => (
    <Button variant="primary" icon={IconPlus} onClick={() => setAdding(true)}>New key</Button>
  );

  return (
    <>
      <PageHeader title="API keys">{create()}</PageHeader>
      <SettingsBody>
        <LoadedList
          loading={loading}
          label="API keys"
          empty={
            <EmptyState icon={IconKey} title="No key yet" action={create()}>
              A key lets a script do, under its own name, what its scopes allow.
            </EmptyState>
          }
        >
          {(key) => (
            <>
              <div class="min-w-0 flex-1 basis-60">
                <p class="flex flex-wrap items-center gap-2 font-medium">
                  <span class="break-words">{key.name}</span>
                  <code class="font-mono text-sm font-normal text-ink-faint">{key.start}…</code>
                </p>
                <p class="text-sm text-ink-faint">
                  Made <RelativeTime at={key.createdAt} /> · <Expiry at={key.expiresAt} /> · <LastUse at={key.lastUsedAt} />
                </p>
                <p class="mt-1 flex flex-wrap gap-1"><For each={key.scopes}>{(one) => <Badge><span title={one}>{SCOPE_WORDS[one]}</span></Badge>}</For></p>
              </div>
              <Button onClick={() => setRevoking(key)}>Revoke</Button>
            </>
          )}
        </LoadedList>
      </SettingsBody>
      <NewKey open={adding()} onClose={() => setAdding(false)} onCreated={loading.again} />
      <Confirm
        open={revoking() !== undefined}
        onClose={() => setRevoking(undefined)}
        title={`Revoke “${revoking()?.name ?? ""}”`}
        action="Revoke the key"
        onConfirm={async () => {
          const key = revoking();
          if (key === undefined) return;
          await api(scope, "DELETE", `/api-keys/${key.id}`);
          toast(`“${key.name}” is revoked`, { tone: "done" });
          loading.again();
        }}
      >
        <p>Scripts that use it are refused at once. What they did stays under its name.</p>
      </Confirm>
    </>
  );
}

function Expiry(props: { readonly at: number | null }): JSX.Element {
  return (
    <Show when={props.at} fallback="does not expire">
      {(at) => (
        <span classList={{ "text-danger": at() < currentTime() }}>
          {at() < currentTime() ? "expired" : "expires"} <RelativeTime at={at()} />
        </span>
      )}
    </Show>
  );
}

function LastUse(props: { readonly at: number | null }): JSX.Element {
  return (
    <Show when={props.at} fallback="never used">
      {(at) => <>used <RelativeTime at={at()} /></>}
    </Show>
  );
}
