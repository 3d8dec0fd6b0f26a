/**
 * Phone numbers as people write them: with country code behind `+` or `00` or behind nothing, with the trunk zero, with
 * both (`+44 (0)20`), or with neither. The index has a number's digits and what is left of them behind a code
 * (`phoneTokens`); what is typed is looked for in each way in which that may be the same number (`phoneWays`).
 */
const digitsOf = (text: string) => text.replace(/\D/gu, "");
const withoutZeros = (digits: string) => digits.replace(/^0+/u, "");

/** The ITU's country codes by their length: no code begins another. */
const COUNTRY_CODE = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/u;
/** What is left of a number when its code is taken away must not begin half of all numbers. */
const LEAST_REST = 5;
/** Typed with a code that nothing marks as one: from so many digits on it is more likely that than a number of its own. */
const LEAST_WITH_CODE = 9;

/** As the index has it: the digits without `00`, those behind two or three of them (code and trunk zero), and those without zeros. */
export function phoneTokens(phone: string): string[] {
  const digits = digitsOf(phone).replace(/^00/u, "");
  return digits.length > 6 ? [...new Set([digits, digits.slice(2), digits.slice(3), withoutZeros(digits)])] : digits ? [digits] : [];
}

/** Each way in which the index may have what is typed. @param least digits; fewer are not looked for */
export function phoneWays(typed: string, least: number): string[] {
  const digits = digitsOf(typed);
  const plain = withoutZeros(digits);
  const ways = /^[\s(]*(?:\+|00)/u.test(typed) ? withCode(plain) : [digits, ...national(digits, plain)];
  return [...new Set(ways)].filter((way, i) => way.length >= (i === 0 ? least : Math.max(least, LEAST_REST)));
}

/** The number with its code, with the trunk zero behind that, and without it. */
function withCode(plain: string): string[] {
  const code = COUNTRY_CODE.exec(plain)?.[0] ?? plain;
  const rest = withoutZeros(plain.slice(code.length));
  return [code + rest, `${code}0${rest}`, rest];
}

function national(digits: string, plain: string): string[] {
  // The zero says that no code stands before it.
  if (digits !== plain) return [plain];
  return [...(plain.length > LEAST_REST ? ["0", "1", "7"] : []).map((before) => before + plain), ...(plain.length >= LEAST_WITH_CODE ? withCode(plain) : [])];
}
