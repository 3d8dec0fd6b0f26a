import IconSearch from "~icons/lucide/search";
import { type JSX, createSignal } from "solid-js";
import { Combobox } from "../combobox.tsx";
import { type DateRange, DateRangeField } from "../date-range.tsx";
import { Select } from "../select.tsx";
import { TextField } from "../text-field.tsx";
import { Section } from "./section.tsx";

interface Port {
  readonly id: string;
  readonly name: string;
  readonly country: string;
}

const ports: readonly Port[] = ["Antwerp Belgium", "Bremen Germany", "Cádiz Spain", "Dover England", "Esbjerg Denmark", "Felixstowe England", "Göteborg Sweden", "Hull England", "Lübeck Germany"].map(
  (text) => ({ id: text, name: text.split(" ")[0] ?? "", country: text.split(" ")[1] ?? "" }),
);

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function searchPorts(text: string, signal: AbortSignal): Promise<readonly Port[]> {
  await wait(400);
  signal.throwIfAborted();
  return ports.filter((port) => port.name.toLowerCase().startsWith(text.toLowerCase()));
}

async function fails(): Promise<readonly Port[]> {
  await wait(200);
  throw new Error("unreachable");
}

export function Fields(): JSX.Element {
  const [name, setName] = createSignal("Ada Marsh");
  const [note, setNote] = createSignal("Left with the neighbour.\nBell does not work.");
  const [amount, setAmount] = createSignal("12.50");
  const [port, setPort] = createSignal<Port | null>(ports[2] ?? null);
  const [method, setMethod] = createSignal<"card" | "cash" | "bacs">();
  const [range, setRange] = createSignal<DateRange>({ from: "2026-11-20", to: "2026-11-02" });
  const shared = {
    keyOf: (one: Port) => one.id,
    labelOf: (one: Port) => one.name,
    noun: "ports",
    row: (one: Port) => (
      <>
        <span class="flex-1 truncate">{one.name}</span>
        <span class="text-sm text-ink-faint">{one.country}</span>
      </>
    ),
  };
  return (
    <Section title="Fields">
      <div class="grid w-full items-start gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <TextField label="Name" required value={name()} onInput={setName} />
        <TextField label="Search orders" hideLabel type="search" placeholder="Search orders" lead={<IconSearch class="size-4" />} value="" onInput={setName} />
        <TextField label="E-mail" type="email" value="ada@" error="That is no whole address. Add what follows the @." onInput={setName} />
        <TextField label="Price" tabular inputMode="decimal" lead="£" value={amount()} description="For one piece, tax included." onInput={setAmount} />
        <TextField label="Note" lines={2} value={note()} onInput={setNote} />
        <TextField label="Customer" value="Marsh & Sons" disabled description="Locked: sent for fulfilment." onInput={setName} />
        <Select
          label="Payment method"
          placeholder="Choose a method"
          value={method()}
          onChange={setMethod}
          options={[
            { value: "card", label: "Card" },
            { value: "cash", label: "Cash" },
            { value: "bacs", label: "Bacs" },
          ]}
        />
        <DateRangeField label="Order date" value={range()} onChange={setRange} />
        <Combobox label="Port" options={ports} value={port()} onChange={setPort} {...shared} />
        <Combobox
          label="Port, asked of a server"
          clearable
          placeholder="Name of a port"
          search={searchPorts}
          value={null}
          onChange={setPort}
          create={{ label: (text) => `Create “${text}”`, onCreate: (text) => setPort({ id: text, name: text, country: "" }) }}
          {...shared}
        />
        <Combobox label="A search that fails" search={fails} value={null} onChange={setPort} {...shared} />
        <Combobox label="Nothing there" search={async () => []} value={null} onChange={setPort} error="Choose a port." {...shared} />
      </div>
    </Section>
  );
}
