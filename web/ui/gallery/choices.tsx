import IconDownload from "~icons/lucide/download";
import IconPlus from "~icons/lucide/plus";
import IconRows from "~icons/lucide/rows-3";
import IconColumns from "~icons/lucide/columns-3";
import IconTrash from "~icons/lucide/trash-2";
import { type JSX, createSignal } from "solid-js";
import { Button, ButtonLink, IconButton } from "../button.tsx";
import { Checkbox } from "../checkbox.tsx";
import { Segmented } from "../segmented.tsx";
import { Section } from "./section.tsx";

export function Choices(): JSX.Element {
  const [checked, setChecked] = createSignal(true);
  const [days, setDays] = createSignal<"day" | "week" | "month">("day");
  const [shape, setShape] = createSignal<"rows" | "columns">("rows");
  return (
    <>
      <Section title="Buttons">
        <Button variant="primary" icon={IconPlus} shortcut="n">New order</Button>
        <Button>Secondary</Button>
        <Button icon={IconDownload}>Export</Button>
        <Button variant="ghost">Ghost</Button>
        <Button variant="danger" icon={IconTrash}>Delete</Button>
        <Button variant="primary" busy>Saving…</Button>
        <Button blocked="Lines are locked: the order was sent for fulfilment.">Add a line</Button>
        <ButtonLink href="/ui">A link</ButtonLink>
        <IconButton icon={IconTrash} label="Delete the line" />
        <IconButton icon={IconPlus} label="Add a line" variant="secondary" shortcut="a" />
        <IconButton icon={IconTrash} label="Delete the line" blocked="The last line cannot go. Cancel the order instead." />
      </Section>
      <Section title="Choices">
        <Checkbox label="Remember me" checked={checked()} onChange={setChecked} />
        <Checkbox label="Some of them" checked={false} indeterminate onChange={() => undefined} />
        <Checkbox label="Not now" description="Somebody else decides." checked={false} disabled onChange={() => undefined} />
        <Segmented
          label="Period"
          value={days()}
          onChange={setDays}
          options={[
            { value: "day", label: "Day" },
            { value: "week", label: "Week" },
            { value: "month", label: "Month" },
          ]}
        />
        <Segmented
          label="Shape"
          compact
          value={shape()}
          onChange={setShape}
          options={[
            { value: "rows", label: "Rows", icon: IconRows },
            { value: "columns", label: "Columns", icon: IconColumns },
          ]}
        />
      </Section>
    </>
  );
}
