/**
 * Money is whole minor units (pence, cents) of one ISO 4217 currency for each
 * organization. Only this file rounds.
 */

/** Half away from zero: what people and tax offices expect of invoices. */
export function roundMinor(amount: number): number {
  const rounded = Math.sign(amount) * Math.round(Math.abs(amount));
  return rounded === 0 ? 0 : rounded; // never -0, which JSON and Object.is tell apart
}

/** How tax stands to prices: `rate` in basis points (2000 = 20 %). */
export interface TaxRule {
  readonly rate: number;
  /** Prices already contain the tax. */
  readonly inclusive: boolean;
}

export interface PricedLine {
  readonly quantity: number;
  /** Minor units for one piece. */
  readonly unitPrice: number;
}

export interface Totals {
  /** Sum of the lines. */
  readonly subtotal: number;
  readonly discount: number;
  readonly fee: number;
  /** Contained in `total`, whichever way prices are quoted. */
  readonly tax: number;
  readonly total: number;
}

/** The one function that adds up an order; its result is stored with the order. All amounts in minor units. */
export function orderTotals(lines: readonly PricedLine[], discount: number, fee: number, tax: TaxRule): Totals {
  let subtotal = 0;
  for (const line of lines) subtotal += line.quantity * line.unitPrice;
  const net = subtotal - discount + fee;
  if (tax.inclusive) {
    return { subtotal, discount, fee, tax: roundMinor((net * tax.rate) / (10_000 + tax.rate)), total: net };
  }
  const added = roundMinor((net * tax.rate) / 10_000);
  return { subtotal, discount, fee, tax: added, total: net + added };
}

// Each costs a formatter of its own, and a screen of orders prints a hundred amounts.
const digits = new Map<string, number>();

/** Digits after the decimal point of a currency: 2 for GBP, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  let found = digits.get(currency);
  if (found === undefined) {
    found = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
    digits.set(currency, found);
  }
  return found;
}

const formatters = new Map<string, Intl.NumberFormat>();

export function formatMoney(minor: number, currency: string, locale: string): string {
  const key = `${locale} ${currency}`;
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.NumberFormat(locale, { style: "currency", currency });
    formatters.set(key, found);
  }
  return found.format(minor / 10 ** minorDigits(currency));
}
