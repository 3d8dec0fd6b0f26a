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
  /** UTC milliseconds. */
  readonly since: number;
}

/** Parts in one transaction: it must be over long before the database's five seconds... */
const GROUP = 32;
/** ...and characters in their arguments, unless one alone has more: other organizations wait for it, and all of it is in memory. An edit by hand has a few thousand. */
const GROUP_CHARACTERS = 500_000;
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
  #writing = false;

  constructor(tell: (publications: readonly Publication[]) => void) {
    this.#tell = tell;
  }

  add(part: WritePart, write: Write): Promise<CommitOutcome> {
    const { promise, resolve } = Promise.withResolvers<CommitOutcome>();
    this.#waiting.push({ part, write, settle: resolve, since: Date.now() });
    if (!this.#writing) void this.#run();
    return promise;
  }

  async #run(): Promise<void> {
    this.#writing = true;
    for (let group = this.#next(); group.length > 0; group = this.#next()) await this.#write(group);
    this.#writing = false;
  }

  #next(): Waiting[] {
    let characters = 0;
    const end = this.#waiting.slice(0, GROUP).findIndex(({ part }, i) => {
      characters += charactersOf(part);
      return i > 0 && characters > GROUP_CHARACTERS;
    });
    return this.#waiting.splice(0, end === -1 ? GROUP : end);
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

function charactersOf({ statements }: WritePart): number {
  let sum = 0;
  for (const { args = {} } of statements) for (const value of Object.values(args)) if (typeof value === "string") sum += value.length;
  return sum;
}

function publicationOf({ tell }: WritePart, outcome: CommitOutcome | undefined): Publication[] {
  if (tell.length === 0 || !outcome || !("rows" in outcome)) return [];
  const { from, to } = rangeOf(outcome.rows);
  return [{ from, to, items: numbered(tell, from) }];
}
