/**
 * Prefixed, time-ordered ids: `ord_` + 10 characters of time + 16 of randomness
 * (Crockford base 32, so that ids sort as text in the order of their birth).
 */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

export type IdPrefix =
  | "ord" // order
  | "lin" // order line
  | "cus" // customer
  | "adr" // address
  | "prd" // product
  | "sta" // order status
  | "chn" // channel
  | "mic" // microsite
  | "agt" // delivery agent
  | "rsn" // reason
  | "pay" // payment
  | "job" // job
  | "viw" // saved view
  | "key" // API key
  | "cli" // one connected tab
  | "org" // organization
  | "usr" // person
  | "mem" // membership
  | "ses" // session
  | "acc" // a person's way to sign in
  | "err"; // one failure, to find it in the log

/** Five bits of randomness a character. */
export function randomText(length: number): string {
  let text = "";
  for (const byte of crypto.getRandomValues(new Uint8Array(length))) text += ALPHABET.charAt(byte % 32);
  return text;
}

export function newId(prefix: IdPrefix, now: number = Date.now()): string {
  let time = "";
  for (let rest = now, i = 0; i < 10; i++) {
    time = ALPHABET.charAt(rest % 32) + time;
    rest = Math.floor(rest / 32);
  }
  return `${prefix}_${time}${randomText(16)}`;
}
