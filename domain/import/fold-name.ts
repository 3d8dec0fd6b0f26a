/** Case, spaces, accents, underscores and other marks do not tell names apart: `Invoice No`, `invoice_no`, `InvoiceNo`. */
export function foldName(name: string): string {
  return name.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
