import { createSignal, onCleanup } from "solid-js";
import type { Accessor } from "solid-js";
import type { Change } from "../../domain/change.ts";
import { initialsOf, personColor } from "../../domain/organization.ts";
import type { Person } from "../../domain/organization.ts";

/** How long a cell shows who changed it, in milliseconds. */
export const MARK_MS = 2_500;
/** Changes within this time are read out as one sentence. */
const ANNOUNCE_MS = 1_200;

/** Who changed a cell a moment ago. */
export interface Mark {
  readonly name: string;
  readonly initials: string;
  /** A colour's name in the data. */
  readonly color: string;
}

/** By field of the row; `*` for a row that has come into the view. */
export type RowMarks = ReadonlyMap<string, Mark>;

const NONE: RowMarks = new Map();

export interface MarksStore {
  readonly of: (orderId: string) => RowMarks;
  /** What a screen reader hears, politely. */
  readonly announcement: Accessor<string>;
  /** @param shown ids that are on the screen @param entered ids that have just come into it */
  apply(changes: readonly Change[], shown: (id: string) => boolean, entered: ReadonlySet<string>): void;
}

interface NewMark {
  readonly id: string;
  readonly fields: readonly string[];
  readonly mark: Mark;
}

interface MarksSource {
  readonly people: () => readonly Person[];
  /** Own changes are no news. */
  readonly isOwn: (change: Change) => boolean;
  /** The field in words, such as “status”; undefined for what no column shows. */
  readonly fieldName: (field: string) => string | undefined;
}

/** Who changed what a moment ago (N1): tints that pass, and sentences for those who do not see them. */
export function createMarksStore(source: MarksSource): MarksStore {
  const [marks, setMarks] = createSignal<ReadonlyMap<string, RowMarks>>(new Map());
  const [announcement, setAnnouncement] = createSignal("");
  const timers = new Set<ReturnType<typeof setTimeout>>();
  let said: { change: Change; fields: string[] }[] = [];

  function later(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, ms);
    timers.add(timer);
  }
  onCleanup(() => timers.forEach(clearTimeout));

  function markOf({ actor }: Change): Mark {
    const person = source.people().find((p) => p.id === actor.id);
    return { name: actor.name, initials: person?.initials ?? initialsOf(actor.name), color: person?.color ?? personColor(actor.id) };
  }

  /** All that came together at once, and away together: hundreds may come in a second. */
  function put(news: readonly NewMark[]): void {
    setMarks((now) => {
      const next = new Map(now);
      for (const { id, fields, mark } of news) next.set(id, new Map([...(next.get(id) ?? NONE), ...fields.map((f) => [f, mark] as const)]));
      return next;
    });
    later(MARK_MS, () =>
      setMarks((now) => {
        const next = new Map(now);
        for (const { id, mark } of news) {
          // A later change of the same cell has put its own mark, which stays its own time.
          const left = [...(next.get(id) ?? NONE)].filter(([, other]) => other !== mark);
          if (left.length > 0) next.set(id, new Map(left));
          else next.delete(id);
        }
        return next;
      }),
    );
  }

  function announce(change: Change, fields: string[]): void {
    if (said.length === 0) {
      later(ANNOUNCE_MS, () => {
        setAnnouncement(sentenceOf(said));
        said = [];
      });
    }
    said.push({ change, fields });
  }

  function sentenceOf(news: typeof said): string {
    const who = [...new Set(news.map(({ change }) => change.actor.name))];
    const orders = [...new Set(news.map(({ change }) => change.entityId))];
    const [first] = news;
    const names = who.length > 2 ? `${who.length} people` : who.join(" and ");
    if (orders.length > 1 || !first) return `${names} changed ${orders.length} orders.`;
    const fields = [...new Set(news.flatMap((n) => n.fields))];
    const what = fields.length > 0 ? `changed ${fields.join(", ")} of` : "placed";
    return `${names} ${what} order ${first.change.row?.number ?? ""}.`;
  }

  return {
    of: (orderId) => marks().get(orderId) ?? NONE,
    announcement,
    apply(changes, shown, entered) {
      const news: NewMark[] = [];
      for (const change of changes) {
        if (!change.row || source.isOwn(change) || !shown(change.entityId)) continue;
        const known = Object.keys(change.patch).flatMap((field) => {
          const name = source.fieldName(field);
          return name === undefined ? [] : [{ field, name }];
        });
        const fields = known.map((k) => k.field);
        if (entered.has(change.entityId)) fields.push("*");
        if (fields.length === 0) continue;
        news.push({ id: change.entityId, fields, mark: markOf(change) });
        announce(change, known.map((k) => k.name));
      }
      if (news.length > 0) put(news);
    },
  };
}
