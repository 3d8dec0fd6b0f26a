import IconTruck from "~icons/lucide/truck";
import { For, type JSX } from "solid-js";
import { DEFAULT_STATUSES } from "../../../domain/order-status.ts";
import { Avatar, AvatarStack } from "../avatar.tsx";
import { Kbd } from "../kbd.tsx";
import { Money } from "../money.tsx";
import { Badge, StatusPill } from "../pill.tsx";
import { RelativeTime } from "../relative-time.tsx";
import { Section } from "./section.tsx";

const ada = { id: "a", name: "Ada Marsh", initials: "AM", color: "teal", doing: "editing BT0000042" };
const bo = { id: "b", name: "Bo Lindqvist", initials: "BL", color: "violet", doing: undefined };
const people = [
  ada,
  bo,
  { id: "c", name: "Chidi Okafor", initials: "CO", color: "amber" },
  { id: "d", name: "Dora Weiss", initials: "DW", color: "rose" },
  { id: "e", name: "Emre Kaya", initials: "EK", color: "sky" },
  { id: "f", name: "Fay Ito", initials: "FI", color: "lime" },
  { id: "g", name: "Gus Orme", initials: "GO", color: "orange" },
  { id: "h", name: "Hana Quist", initials: "HQ", color: "indigo" },
];

const MINUTE = 60_000;

export function Words(): JSX.Element {
  const now = Date.now();
  return (
    <>
      <Section title="Statuses">
        <For each={DEFAULT_STATUSES}>{(status) => <StatusPill color={status.color}>{status.name}</StatusPill>}</For>
        <StatusPill color="green" icon={IconTruck}>With an icon</StatusPill>
        <StatusPill color="nonsense" class="w-40">A name far longer than the room that it was given</StatusPill>
      </Section>
      <Section title="Badges, keys">
        <Badge>3</Badge>
        <Badge color="rose">128</Badge>
        <Badge color="teal">Admin</Badge>
        <Badge color="amber" icon={IconTruck}>In transit</Badge>
        <Kbd keys="mod+k" />
        <Kbd keys="g o" />
        <Kbd keys="shift+enter" />
      </Section>
      <Section title="People">
        <For each={people}>{(person) => <Avatar person={person} doing={"doing" in person ? person.doing : undefined} />}</For>
        <Avatar person={ada} size="s" />
        <Avatar person={bo} size="l" />
        <AvatarStack label="Here now" people={people} />
      </Section>
      <Section title="Money and time">
        <Money amount={1_234_567} currency="GBP" />
        <Money amount={-4_200} currency="EUR" />
        <Money amount={1_299} currency="GBP" signed />
        <Money amount={12_345} currency="JPY" />
        <Money amount={0} currency="GBP" faintZero />
        <RelativeTime at={now} />
        <RelativeTime at={now - 4 * MINUTE} />
        <RelativeTime at={now - 5 * 60 * MINUTE} />
        <RelativeTime at={now - 40 * 24 * 60 * MINUTE} />
        <RelativeTime at={now - 900 * 24 * 60 * MINUTE} />
      </Section>
    </>
  );
}
