import IconCopy from "~icons/lucide/copy";
import { For, type JSX, Show, createSignal, createUniqueId } from "solid-js";
import * as v from "valibot";
import { ApiKey } from "../../domain/api-key.ts";
import type { Permission } from "../../domain/role.ts";
import { api, fieldErrorsOf, sentenceOf } from "../api.ts";
import { useScope } from "../session/organization-scope.tsx";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { FieldError } from "../ui/field.tsx";
import { Select } from "../ui/select.tsx";
import { TextField } from "../ui/text-field.tsx";
import { toast } from "../ui/toasts.ts";
import { SCOPE_WORDS } from "./scope-words.ts";

const DAY = 86_400_000;
const lives = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "A year" },
  { value: "never", label: "It does not expire" },
] as const;
type Life = (typeof lives)[number]["value"];

const Created = v.object({ key: ApiKey, secret: v.nullable(v.string()) });

interface NewKeyProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onCreated: () => void;
}

export function NewKey(props: NewKeyProps): JSX.Element {
  const scope = useScope();
  const formId = createUniqueId();
  const errorId = createUniqueId();
  const [name, setName] = createSignal("");
  const [scopes, setScopes] = createSignal<readonly Permission[]>(["orders.read"]);
  const [life, setLife] = createSignal<Life>("90");
  const [secret, setSecret] = createSignal<string>();
  const [busy, setBusy] = createSignal(false);
  const [errors, setErrors] = createSignal<Readonly<Record<string, string>>>({});
  const [failure, setFailure] = createSignal<string>();

  const close = () => {
    setSecret(undefined);
    setName("");
    setErrors({});
    setFailure(undefined);
    props.onClose();
  };

  async function create() {
    setBusy(true);
    setErrors({});
    setFailure(undefined);
    try {
      const expiresAt = life() === "never" ? null : Date.now() + Number(life()) * DAY;
      const made = await api(scope, "POST", "/api-keys", { name: name(), scopes: scopes(), expiresAt }, { schema: Created });
      setSecret(made.secret ?? undefined);
      props.onCreated();
    } catch (error) {
      const fields = fieldErrorsOf(error);
      setErrors(fields);
      if (Object.keys(fields).length === 0) setFailure(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  }

  async function copy(text: string) {
    await navigator.clipboard.writeText(text).then(
      () => toast("Copied", { tone: "done", key: "copied" }),
      () => toast("The browser did not let it be copied. Select it and copy it by hand.", { tone: "error" }),
    );
  }

  return (
    <Dialog
      open={props.open}
      onClose={close}
      title={secret() === undefined ? "New API key" : "Copy the key now"}
      footer={
        <Show
          when={secret()}
          fallback={
            <>
              <Button onClick={close}>Cancel</Button>
              <Button type="submit" form={formId} variant="primary" busy={busy()}>Create the key</Button>
            </>
          }
        >
          <Button variant="primary" onClick={close}>I have copied it</Button>
        </Show>
      }
    >
      <Show
        when={secret()}
        fallback={
          <form
            id={formId}
            novalidate
            class="flex flex-col gap-4"
            onSubmit={(event) => {
              event.preventDefault();
              void create();
            }}
          >
            <Show when={failure()}>{(text) => <Banner tone="error">{text()}</Banner>}</Show>
            <TextField label="Name" required autofocus description="Its acts stand under this name." value={name()} error={errors()["name"]} onInput={setName} />
            <fieldset class="m-0 flex flex-col gap-1 p-0" aria-describedby={errorId}>
              <legend class="mb-1 text-sm font-medium text-ink-soft">Scopes</legend>
              <For each={scope.organization.permissions}>
                {(one) => (
                  <Checkbox
                    label={SCOPE_WORDS[one]}
                    description={one}
                    checked={scopes().includes(one)}
                    onChange={(checked) => setScopes((before) => (checked ? [...before, one] : before.filter((other) => other !== one)))}
                  />
                )}
              </For>
              <FieldError id={errorId} text={errors()["scopes"]} />
            </fieldset>
            <Select label="Ends after" value={life()} onChange={setLife} options={lives} error={errors()["expiresAt"]} />
          </form>
        }
      >
        {(text) => (
          <div class="flex flex-col gap-3">
            <Banner tone="warn">It is shown this once. Only its beginning is kept in sight.</Banner>
            <code class="rounded-m border border-line bg-sunken p-2 font-mono break-all select-all">{text()}</code>
            <Button icon={IconCopy} onClick={() => void copy(text())}>Copy</Button>
          </div>
        )}
      </Show>
    </Dialog>
  );
}
