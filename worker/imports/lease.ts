/** How long a worker may be silent before another goes on with its job. Every commit of a step renews it. */
export const LEASE_MS = 15_000;
/** A step ends after this, so that imports of several organizations take turns and no invocation meets the platform's limits. */
export const STEP_MS = 4_000;
/** Each commit costs about five calls, of the thousand that an invocation may make. */
export const STEP_COMMITS = 120;
