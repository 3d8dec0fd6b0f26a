import { type JSX, Show, createSignal, createUniqueId } from "solid-js";
import { randomText } from "../../domain/ids.ts";
import { roleChangeRefusal } from "../../domain/member.ts";
import { ROLES, ROLE_NAME, type Role } from "../../domain/role.ts";
import { api, fieldErrorsOf, newIdempotencyKey, sentenceOf } from "../api.ts";
import { useScope } from "../session/organization-scope.tsx";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Select } from "../ui/select.tsx";
import { TextField } from "../ui/text-field.tsx";
import { toast } from "../ui/toasts.ts";

interface AddMemberProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onAdded: () => void;
}

const PASSWORD_LENGTH = 14;

export function AddMember(props: AddMemberProps): JSX.Element {
  const scope = useScope();
  const formId = createUniqueId();
  const [name, setName] = createSignal("");
  const [email, setEmail] = createSignal("");
  const [role, setRole] = createSignal<Role>("csr");
  const [password, setPassword] = createSignal(randomText(PASSWORD_LENGTH));
  const [busy, setBusy] = createSignal(false);
  const [errors, setErrors] = createSignal<Readonly<Record<string, string>>>({});
  const [failure, setFailure] = createSignal<string>();

  const roles = () => ROLES.filter((one) => roleChangeRefusal(scope.organization.role, null, one) === null);

  async function add() {
    setBusy(true);
    setFailure(undefined);
    setErrors({});
    try {
      await api(scope, "POST", "/members", { name: name(), email: email(), role: role(), password: password() }, { idempotencyKey: newIdempotencyKey() });
      toast(`${name()} is a member now`, { tone: "done" });
      setName("");
      setEmail("");
      setPassword(randomText(PASSWORD_LENGTH));
      props.onAdded();
      props.onClose();
    } catch (error) {
      const fields = fieldErrorsOf(error);
      setErrors(fields);
      if (Object.keys(fields).length === 0) setFailure(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title="Add a member"
      footer={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" busy={busy()}>Add the member</Button>
        </>
      }
    >
      <form
        id={formId}
        novalidate
        class="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <Show when={failure()}>{(text) => <Banner tone="error">{text()}</Banner>}</Show>
        <TextField label="Name" required autofocus value={name()} error={errors()["name"]} onInput={setName} />
        <TextField label="E-mail" type="email" required value={email()} error={errors()["email"]} onInput={setEmail} />
        <Select label="Role" value={role()} onChange={setRole} options={roles().map((one) => ({ value: one, label: ROLE_NAME[one] }))} />
        <TextField
          label="Password to begin with"
          required
          value={password()}
          error={errors()["password"]}
          description="Tell it to them. Somebody who has an account already keeps their own."
          spellcheck={false}
          onInput={setPassword}
        />
      </form>
    </Dialog>
  );
}
