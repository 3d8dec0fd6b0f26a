import { type JSX, Show } from "solid-js";
import { INVOICE_STATUS_NAME } from "../../../domain/invoice-status.ts";
import { PAYMENT_METHOD_NAME } from "../../../domain/payment-status.ts";
import { Words } from "./cells.tsx";
import type { CellProps } from "./cells.tsx";
import { useGridNames } from "./names.ts";

export type MoreColumn = "email" | "company" | "phone" | "postcode" | "microsite" | "method" | "invoice" | "tracking" | "note";

/** Cells of the columns that are not shown at first. */
export const MORE_CELLS: Readonly<Record<MoreColumn, (props: CellProps) => JSX.Element>> = {
  email: (props) => <Words text={props.row.customerEmail} />,
  company: (props) => <Words text={props.row.company} />,
  phone: (props) => <Words text={props.row.customerPhone} />,
  postcode: (props) => <Words text={props.row.postCode} />,
  microsite: MicrositeCell,
  method: (props) => <Words text={props.row.paymentMethod === null ? "" : PAYMENT_METHOD_NAME[props.row.paymentMethod]} />,
  invoice: (props) => <Words text={INVOICE_STATUS_NAME[props.row.invoiceStatus]} faint={props.row.invoiceStatus === "none"} />,
  tracking: TrackingCell,
  note: (props) => <Words text={props.row.noteStart} />,
};

function MicrositeCell(props: CellProps): JSX.Element {
  const names = useGridNames();
  return <Words text={props.row.micrositeId === null ? "" : (names.microsite(props.row.micrositeId)?.name ?? "a microsite of before")} />;
}

/** The number leads to the courier's page where there is a link to it. */
function TrackingCell(props: CellProps): JSX.Element {
  return (
    <Show when={props.row.trackingUrl} fallback={<Words text={props.row.trackingNumber} />}>
      {(url) => (
        <a href={url()} target="_blank" rel="noreferrer" tabindex="-1" class="truncate hover:underline" title={url()}>
          {props.row.trackingNumber || "Follow the parcel"}
        </a>
      )}
    </Show>
  );
}
