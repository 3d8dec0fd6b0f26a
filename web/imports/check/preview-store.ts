import { createSignal, onCleanup, untrack } from "solid-js";
import type { Accessor } from "solid-js";
import type { Mapping } from "../../../domain/import/field.ts";
import type { Layout } from "../../../domain/import/layout.ts";
import { ImportPreview } from "../../../domain/import/spec.ts";
import type { ImportOptions } from "../../../domain/import/spec.ts";
import { api, sentenceOf } from "../../api.ts";
import type { Scope } from "../../session/organization-scope.tsx";

/** What the person has chosen; all else is as the preview found it. */
export type Choice = Partial<Layout> & Partial<ImportOptions> & { readonly mapping?: Mapping };

export interface PreviewStore {
  /** The last one that could be read; undefined until then. */
  readonly preview: Accessor<ImportPreview | undefined>;
  readonly choice: Accessor<Choice>;
  /** It is on its way: what is shown is of the choice before. */
  readonly busy: Accessor<boolean>;
  /** Why the file could not be read as it was chosen. */
  readonly problem: Accessor<string | undefined>;
  readonly choose: (change: Choice) => void;
  readonly again: () => void;
}

/** Typing and a quick series of choices are one question. */
const SETTLE_MS = 200;

export function createPreview(scope: Scope, jobId: string, onProblem: () => void): PreviewStore {
  const [preview, setPreview] = createSignal<ImportPreview>();
  const [choice, setChoice] = createSignal<Choice>({});
  const [busy, setBusy] = createSignal(true);
  const [problem, setProblem] = createSignal<string>();
  let asking = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function read(): void {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    setBusy(true);
    const query = queryOf(untrack(choice)).toString();
    api(scope, "GET", `/imports/${jobId}/preview${query === "" ? "" : `?${query}`}`, undefined, { schema: ImportPreview, signal }).then(
      (answer) => {
        if (signal.aborted) return;
        setPreview(answer);
        setProblem(undefined);
        setBusy(false);
      },
      (error: unknown) => {
        if (signal.aborted) return;
        setProblem(sentenceOf(error));
        setBusy(false);
        onProblem();
      },
    );
  }
  function choose(change: Choice): void {
    // Another delimiter or header row makes other columns: what was said of the old ones means nothing there.
    const otherColumns = change.delimiter !== undefined || change.preamble !== undefined;
    const { mapping, ...rest } = choice();
    setChoice({ ...rest, ...(mapping === undefined || otherColumns ? {} : { mapping }), ...change });
    setBusy(true);
    clearTimeout(timer);
    timer = setTimeout(read, SETTLE_MS);
  }
  onCleanup(() => {
    clearTimeout(timer);
    asking.abort();
  });
  read();
  return { preview, choice, busy, problem, choose, again: read };
}

function queryOf({ mapping, ...rest }: Choice): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(rest)) if (value !== undefined && value !== null && value !== "") query.set(name, String(value));
  if (mapping !== undefined) query.set("mapping", JSON.stringify(mapping));
  return query;
}
