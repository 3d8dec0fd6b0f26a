import IconEllipsis from "~icons/lucide/ellipsis";
import IconPencil from "~icons/lucide/pencil";
import IconTrash from "~icons/lucide/trash-2";
import IconWifiOff from "~icons/lucide/wifi-off";
import { type JSX, createSignal } from "solid-js";
import { Banner } from "../banner.tsx";
import { Button, IconButton } from "../button.tsx";
import { Dialog } from "../dialog.tsx";
import { Menu } from "../menu.tsx";
import { Select } from "../select.tsx";
import { Tabs } from "../tabs.tsx";
import { TextField } from "../text-field.tsx";
import { toast } from "../toasts.ts";
import { Section } from "./section.tsx";

export function Overlays(): JSX.Element {
  const [open, setOpen] = createSignal<"modal" | "side">();
  const [sort, setSort] = createSignal("date");
  const nothing = () => undefined;
  return (
    <>
      <Section title="Menus, dialogs, toasts">
        <Menu
          label="Order actions"
          trigger={(trigger) => <IconButton {...trigger} icon={IconEllipsis} label="More" variant="secondary" />}
          entries={() => [
            { label: "Edit", icon: IconPencil, shortcut: "e", onSelect: nothing },
            { label: "Change the customer", icon: IconPencil, blocked: "Locked: sent for fulfilment", onSelect: nothing },
            { line: true },
            { label: "Delete", icon: IconTrash, danger: true, onSelect: () => toast("BT0000042 deleted", { action: { label: "Undo", onSelect: nothing } }) },
          ]}
        />
        <Menu
          label="Sort"
          trigger={(trigger) => <Button {...trigger}>Sort by {sort()}</Button>}
          entries={() => [
            { heading: "Sort by" },
            ...["date", "number", "total"].map((by) => ({ label: by, checked: sort() === by, onSelect: () => setSort(by) })),
          ]}
        />
        <Button onClick={() => setOpen("modal")}>Dialog</Button>
        <Button onClick={() => setOpen("side")}>Sheet</Button>
        <Button onClick={() => toast("Order BT0000042 saved", { tone: "done" })}>Toast</Button>
        <Button onClick={() => toast("3 orders updated", { key: "bulk", action: { label: "Undo", onSelect: nothing } })}>Toast with undo</Button>
        <Button onClick={() => toast("BT0000042 could not be saved. Check the connection and try again.", { tone: "error" })}>Error</Button>
      </Section>
      <Section title="Banners">
        <div class="flex w-full flex-col gap-2">
          <Banner tone="info">An import is running. New orders appear as they come.</Banner>
          <Banner tone="warn" icon={IconWifiOff} action={<Button>Try now</Button>}>You are offline since 12:03. What you change waits here and goes when the connection returns.</Banner>
          <Banner tone="error">The database cannot be reached. Nothing was saved.</Banner>
          <Banner tone="locked">Lines, fee, customer and address are locked: sent for fulfilment by Ada Marsh at 14:02.</Banner>
        </div>
      </Section>
      <Section title="Tabs">
        <div class="w-full">
          <Tabs
            label="Parts of the order"
            tabs={[
              { value: "lines", label: "Lines", count: 3, content: () => <p>Three lines.</p> },
              { value: "timeline", label: "Timeline", content: () => <p>What happened, and who did it.</p> },
            ]}
          />
        </div>
      </Section>
      <Dialog
        open={open() !== undefined}
        onClose={() => setOpen(undefined)}
        kind={open() ?? "modal"}
        title="Cancel BT0000042"
        description="The customer is not told."
        footer={
          <>
            <Button onClick={() => setOpen(undefined)}>Keep the order</Button>
            <Button variant="danger" onClick={() => setOpen(undefined)}>Cancel the order</Button>
          </>
        }
      >
        <div class="flex flex-col gap-4">
          <Select label="Reason" placeholder="Choose a reason" value={undefined} onChange={nothing} options={[{ value: "a", label: "Customer changed their mind" }]} />
          <TextField label="Comment" lines={3} value="" onInput={nothing} />
        </div>
      </Dialog>
    </>
  );
}
