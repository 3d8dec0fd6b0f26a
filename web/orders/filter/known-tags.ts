import * as v from "valibot";
import { ApiProblem, api } from "../../api.ts";
import type { ApiScope } from "../../api.ts";

const Tags = v.object({ tags: v.array(v.string()) });

/** Tags to choose from. Without them, one can still type one: a failure is nothing to speak of. */
export async function readKnownTags(scope: ApiScope, signal: AbortSignal): Promise<readonly string[]> {
  try {
    return (await api(scope, "GET", "/orders/tags", undefined, { schema: Tags, signal })).tags;
  } catch (error) {
    if (error instanceof ApiProblem || signal.aborted) return [];
    throw error;
  }
}
