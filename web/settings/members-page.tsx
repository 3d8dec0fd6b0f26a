import IconUserPlus from "~icons/lucide/user-plus";
import IconTrash from "~icons/lucide/trash-2";
import IconUsers from "~icons/lucide/users";
import { type JSX, Show, createSignal } from "solid-js";
import * as v from "valibot";
import { Member, roleChangeRefusal } from "../../domain/member.ts";
import { initialsOf, personColor } from "../../domain/organization.ts";
import { ROLES, ROLE_NAME, type Role } from "../../domain/role.ts";
import { api, sentenceOf } from "../api.ts";
import { useScope } from "../session/organization-scope.tsx";
import { PageHeader } from "../shell/page-header.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Badge } from "../ui/pill.tsx";
import { Select } from "../ui/select.tsx";
import { toast } from "../ui/toasts.ts";
import { AddMember } from "./add-member.tsx";
import { Confirm } from "./confirm.tsx";
import { createLoading } from "./load.ts";
import { LoadedList } from "./loaded-list.tsx";
import { SettingsBody } from "./settings-body.tsx";

const Answer = v.object({ members: v.array(Member) });

export function MembersPage(): JSX.Element {
  const scope = useScope();
  const loading = createLoading(async () => {
    const { members } = await api(scope, "GET", "/members", undefined, { schema: Answer });
    return members.toSorted((a, b) => a.name.localeCompare(b.name));
  });
  const [adding, setAdding] = createSignal(false);
  const [leaving, setLeaving] = createSignal<Member>();

  async function change(member: Member, role: Role) {
    try {
      await api(scope, "PATCH", `/members/${member.id}`, { role });
      toast(`${member.name} is ${ROLE_NAME[role]} now`, { tone: "done" });
    } catch (error) {
      toast(sentenceOf(error), { tone: "error" });
    }
    loading.again();
  }

  const refusal = (member: Member, to: Role | null) => roleChangeRefusal(scope.organization.role, member.role, to);

  return (
    <>
      <PageHeader title="Members">
        <Button variant="primary" icon={IconUserPlus} onClick={() => setAdding(true)}>Add a member</Button>
      </PageHeader>
      <SettingsBody>
        <LoadedList loading={loading} label="Members" empty={<EmptyState icon={IconUsers} title="No member" />}>
          {(member) => (
            <>
              <Avatar person={{ ...member, initials: initialsOf(member.name), color: personColor(member.id) }} size="l" decorative />
              <div class="min-w-0 flex-1 basis-24">
                <p class="flex items-center gap-2 font-medium">
                  <span class="truncate">{member.name}</span>
                  <Show when={member.id === scope.user.id}><Badge color="green" class="shrink-0">You</Badge></Show>
                </p>
                <p class="truncate text-sm text-ink-faint">{member.email}</p>
              </div>
              <Select
                label={`Role of ${member.name}`}
                hideLabel
                class="w-33 max-md:order-last max-md:w-full max-md:pl-11"
                value={member.role}
                onChange={(role) => void change(member, role)}
                options={ROLES.map((role) => ({ value: role, label: ROLE_NAME[role], disabled: refusal(member, role) !== null }))}
              />
              <IconButton icon={IconTrash} label={`Remove ${member.name}`} blocked={refusal(member, null) ?? undefined} onClick={() => setLeaving(member)} />
            </>
          )}
        </LoadedList>
      </SettingsBody>
      <AddMember open={adding()} onClose={() => setAdding(false)} onAdded={loading.again} />
      <Confirm
        open={leaving() !== undefined}
        onClose={() => setLeaving(undefined)}
        title={`Remove ${leaving()?.name ?? ""}`}
        action="Remove"
        onConfirm={async () => {
          const member = leaving();
          if (member === undefined) return;
          await api(scope, "DELETE", `/members/${member.id}`);
          toast(`${member.name} is no member any more`, { tone: "done" });
          loading.again();
        }}
      >
        <p>Their screen closes at once. Their name stays on what they did, and their account stays with their other organizations.</p>
      </Confirm>
    </>
  );
}
