import { randomInt } from "node:crypto";
import type { Tenant } from "./tenant.ts";

/** An address of the net that is reserved for documentation, so that tests do not share the limit of attempts of one address. */
export function newAddress(): string {
  return `2001:db8::${randomInt(1, 0xffff).toString(16)}:${randomInt(1, 0xffff).toString(16)}:${randomInt(1, 0xffff).toString(16)}`;
}

/** As a browser's form would. */
export function signIn(t: Pick<Tenant, "call" | "stack">, email: string, password: string, address: string = newAddress()): Promise<Response> {
  return t.call("/api/auth/sign-in/email", { method: "POST", key: null, body: { email, password }, headers: { Origin: t.stack.url, "CF-Connecting-IP": address } });
}

/** The Cookie header that a browser would send after this answer. */
export function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0] ?? "")
    .join("; ");
}
