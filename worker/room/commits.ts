import { numbered, rangeOf } from "../../db/commit.ts";
import type { WritePart } from "../../db/database.ts";
import type { PartOutcome } from "../../db/hrana-batch.ts";
import type { Publication } from "../../domain/live.ts";

/** `unknown`: the database did not answer, or not as it should; the same under the same key finds out. */
export type CommitOutcome = PartOutcome | { readonly unknown: string };

type Write = (parts: readonly WritePart[]) => Promise<PartOutcome[]>;

interface Waiting {
  readonly part: WritePart;
  readonly write: Write;
  readonly settle: (outcome: CommitOutcome) => void;
  readonly large: boolean;
  /** UTC milliseconds. */
  readonly since: number;
}

/** Parts in one transaction: it must be over long before the database's five seconds. */
const GROUP = 32;
/** Characters in the arguments of a part that is written alone, a chunk of an import or of a bulk action: people do not wait for it to be written beside their own. An edit by hand has a few thousand. */
const LARGE_CHARACTERS = 50_000;
/** Who waited so long for a transaction that failed does not wait for another: a database that hangs takes half a minute each time. */
const LONGEST_WAIT_MS = 15_000;

/**
 * The commits of one organization, one transaction at a time. The database has one writer: who
 * comes while it is busy would be refused and come again, and each would pay for a commit of its
 * own. Here they wait for one another and go together, and are told of in the order of the log.
 */
export class Commits {
  readonly #tell: (publications: readonly Publication[]) => void;
  #waiting: Waiting[] = [];
  /** The large one that small ones went before. */
  #passed: Waiting | null = null;
  #writing = false;

  constructor(tell: (publications: readonly Publication[]) => void) {
    this.#tell = tell;
  }

  add(part: WritePart, write: Write): Promise<CommitOutcome> {
    const { promise, resolve } = Promise.withResolvers<CommitOutcome>();
    this.#waiting.push({ part, write, settle: resolve, large: isLarge(part), since: Date.now() });
    if (!this.#writing) void this.#run();
    return promise;
  }

  async #run(): Promise<void> {
    this.#writing = true;
    for (let group = this.#next(); group.length > 0; group = this.#next()) await this.#write(group);
    this.#writing = false;
  }

  /** The small ones together, else a large one; a large one that was there before the last group comes next, so that a crowd does not keep it waiting. */
  #next(): Waiting[] {
    const large = this.#waiting.find((w) => w.large);
    const small = this.#waiting.filter((w) => !w.large).slice(0, GROUP);
    const group = large && (large === this.#passed || small.length === 0) ? [large] : small;
    this.#passed = large ?? null;
    this.#waiting = this.#waiting.filter((w) => !group.includes(w));
    return group;
  }

  async #write(group: readonly Waiting[]): Promise<void> {
    let outcomes: readonly CommitOutcome[];
    try {
      outcomes = (await group[0]?.write(group.map((w) => w.part))) ?? [];
      this.#tell(group.flatMap(({ part }, i) => publicationOf(part, outcomes[i])));
    } catch (error) {
      const unknown = error instanceof Error ? error.message : String(error);
      outcomes = group.map(() => ({ unknown }));
      this.#dismiss(unknown);
    }
    for (const [i, { settle }] of group.entries()) settle(outcomes[i] ?? { unknown: "The database answered less than it was asked." });
  }

  #dismiss(unknown: string): void {
    const late = Date.now() - LONGEST_WAIT_MS;
    for (const { since, settle } of this.#waiting) if (since <= late) settle({ unknown });
    this.#waiting = this.#waiting.filter(({ since }) => since > late);
  }
}

function isLarge({ statements }: WritePart): boolean {
  let characters = 0;
  for (const { args = {} } of statements) for (const value of Object.values(args)) if (typeof value === "string") characters += value.length;
  return characters > LARGE_CHARACTERS;
}

function publicationOf({ tell }: WritePart, outcome: CommitOutcome | undefined): Publication[] {
  if (tell.length === 0 || !outcome || !("rows" in outcome)) return [];
  const { from, to } = rangeOf(outcome.rows);
  return [{ from, to, items: numbered(tell, from) }];
}
