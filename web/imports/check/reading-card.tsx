import type { JSX } from "solid-js";
import { parseDate } from "../../../domain/import/date.ts";
import type { DateOrder } from "../../../domain/import/date.ts";
import { ENCODINGS, ENCODING_NAME } from "../../../domain/import/encoding.ts";
import { DELIMITERS } from "../../../domain/import/layout.ts";
import type { Delimiter } from "../../../domain/import/layout.ts";
import type { ImportPreview } from "../../../domain/import/spec.ts";
import { Card } from "../../order/card.tsx";
import { useConventions } from "../../ui/locale.ts";
import { Select } from "../../ui/select.tsx";
import type { PreviewStore } from "./preview-store.ts";

const DELIMITER_NAME: Record<Delimiter, string> = { ",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Bar" };
const DATE_ORDER_NAME: Record<DateOrder, string> = { ymd: "Year first", dmy: "Day first", mdy: "Month first" };
const DATE_ORDER_OPTIONS = [{ value: "dmy", label: DATE_ORDER_NAME.dmy }, { value: "mdy", label: DATE_ORDER_NAME.mdy }, { value: "ymd", label: DATE_ORDER_NAME.ymd }] as const;
const MOST_PREAMBLE = 20;

/** How the file is written: found out, shown, and changeable (X4). */
export function ReadingCard(props: { readonly store: PreviewStore; readonly preview: ImportPreview }): JSX.Element {
  const conventions = useConventions();
  const { choice, choose } = props.store;
  const dateOrder = () => choice().dateOrder ?? props.preview.options.dateOrder;
  const preamble = () => choice().preamble ?? props.preview.layout.preamble;

  /** What a day of the file is read as: the surest way to see a wrong choice. */
  const sampleDate = () => {
    const column = (choice().mapping ?? props.preview.mapping).date;
    if (column === undefined) return undefined;
    const text = props.preview.rows.map((cells) => (cells[column] ?? "").trim()).find(Boolean);
    if (text === undefined) return undefined;
    const parsed = parseDate(text, dateOrder(), conventions().timeZone);
    if (!parsed.ok) return { text: "", problem: parsed.reason };
    const day = new Intl.DateTimeFormat(conventions().locale, { dateStyle: "long", timeZone: conventions().timeZone }).format(parsed.value);
    return { text: `${text} is ${day}`, problem: undefined };
  };
  const dateHint = () => sampleDate()?.text || undefined;
  const unsure = () => (props.preview.dateOrderSure || choice().dateOrder !== undefined ? "" : "The file leaves open which comes first. ");
  return (
    <Card title="How the file is read">
      <div class="grid gap-3 max-lg:sm:grid-cols-2">
        <Select
          label="Dates"
          value={dateOrder()}
          options={DATE_ORDER_OPTIONS}
          onChange={(order) => choose({ dateOrder: order })}
          error={sampleDate()?.problem}
          description={<><span class={unsure() ? "font-medium text-ink" : ""}>{unsure()}</span>{dateHint() ?? (sampleDate() ? "" : "Choose the column of the order date.")}</>}
        />
        <Select
          label="Amounts"
          value={choice().decimal ?? props.preview.options.decimal}
          options={[{ value: ".", label: "1,234.56" }, { value: ",", label: "1.234,56" }]}
          onChange={(decimal) => choose({ decimal })}
        />
        <Select
          label="Columns end with"
          value={choice().delimiter ?? props.preview.layout.delimiter}
          options={DELIMITERS.map((value) => ({ value, label: DELIMITER_NAME[value] }))}
          onChange={(delimiter) => choose({ delimiter })}
          description={props.preview.header.length === 1 ? "Only one column was found: try another." : `${props.preview.header.length} columns`}
        />
        <Select
          label="Header row"
          value={String(preamble())}
          options={Array.from({ length: Math.max(MOST_PREAMBLE, preamble()) + 1 }, (_, i) => ({ value: String(i), label: `Row ${i + 1}` }))}
          onChange={(rows) => choose({ preamble: Number(rows) })}
        />
        <Select
          label="Encoding"
          value={choice().encoding ?? props.preview.layout.encoding}
          options={ENCODINGS.map((value) => ({ value, label: ENCODING_NAME[value] }))}
          onChange={(encoding) => choose({ encoding })}
          description="Choose another if accents or signs look wrong."
        />
      </div>
    </Card>
  );
}
