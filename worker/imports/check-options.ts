import type { Lookups } from "../../domain/lookups.ts";
import type { ImportOptions } from "../../domain/import/spec.ts";
import { invalid } from "../../domain/invalid.ts";
import { ProblemError } from "../../domain/problem.ts";

/** Status and channel that a person chose must be the organization's own and in use. @throws ProblemError `invalid` */
export function checkOptions(options: Partial<ImportOptions>, lookups: Lookups): void {
  const { statusId, channelId } = options;
  const errors = [
    ...(statusId && !lookups.statuses.some((s) => s.id === statusId && s.active) ? [{ field: "options.statusId", message: "This status does not exist. Choose another." }] : []),
    ...(channelId && !lookups.channels.some((c) => c.id === channelId && c.active) ? [{ field: "options.channelId", message: "This channel does not exist. Choose another." }] : []),
  ];
  if (errors.length > 0) throw ProblemError.of(invalid(errors));
}
