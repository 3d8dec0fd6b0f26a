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
  /** Groups of small ones that went before it, though it was the first of the large ones. */
  passed: number;
}

/** Parts in one transaction: it must be over long before the database's five seconds. */
const GROUP = 32;
/** Characters in the arguments of a part that is written alone, a chunk of an import or of a bulk action: people do not wait for it to be written beside their own. An edit by hand has a few thousand. */
const LARGE_CHARACTERS = 50_000;
/** Groups that go before a large one: the edits that came while a group was written would else wait for the large one as well, and a crowd must not keep it waiting for good. */
const PASSES = 3;
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
    this.#waiting.push({ part, write, settle: resolve, large: isLarge(part), since: Date.now(), passed: 0 });
    if (!this.#writing) void this.#run();
    return promise;
  }

  async #run(): Promise<void> {
    this.#writing = true;
    for (let group = this.#next(); group.length > 0; group = this.#next()) await this.#write(group);
    this.#writing = false;
  }

  /** The small ones together, else a large one, whose turn comes after a few groups of them. */
  #next(): Waiting[] {
    const large = this.#waiting.find((w) => w.large);
    const small = this.#waiting.filter((w) => !w.large).slice(0, GROUP);
    const isTurn = large !== undefined && (small.length === 0 || large.passed === PASSES);
    if (large && !isTurn) large.passed++;
    const group = isTurn ? [large] : small;
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
