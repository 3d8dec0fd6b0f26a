/** Beyond the event: ids and counts, never personal values or secrets. */
export interface LogFields {
  readonly [name: string]: string | number | boolean | null | undefined;
}

function described(error: unknown): LogFields {
  // drizzle quotes the query with its values (a session's token among them) and keeps the fault itself as the cause.
  if (error instanceof Error && error.cause instanceof Error) return described(error.cause);
  return error instanceof Error ? { error: error.name, message: error.message, stack: error.stack } : { error: String(error) };
}

/** The only place of the worker that writes to the console: one JSON object a line, for the platform's log search. */
export const log = {
  info(event: string, fields: LogFields = {}): void {
    console.log(JSON.stringify({ level: "info", event, at: Date.now(), ...fields }));
  },
  error(event: string, error: unknown, fields: LogFields = {}): void {
    console.error(JSON.stringify({ level: "error", event, at: Date.now(), ...described(error), ...fields }));
  },
} as const;
