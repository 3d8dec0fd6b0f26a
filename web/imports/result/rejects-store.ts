import { createSignal } from "solid-js";
import type { Accessor } from "solid-js";
import * as v from "valibot";
import { RejectView } from "../../../domain/import/job.ts";
import { api, sentenceOf } from "../../api.ts";
import type { Scope } from "../../session/organization-scope.tsx";

const Answer = v.object({ header: v.array(v.string()), items: v.array(RejectView), after: v.nullable(v.string()) });

export interface Rejects {
  readonly header: Accessor<readonly string[]>;
  readonly items: Accessor<readonly RejectView[]>;
  readonly phase: Accessor<"reading" | "more" | "all" | "failed">;
  readonly problem: Accessor<string>;
  /** The next ones, unless they are on their way. */
  readonly readMore: () => void;
}

/** The rejected rows of an import, a hundred at a time. */
export function createRejects(scope: Scope, jobId: string): Rejects {
  const [header, setHeader] = createSignal<readonly string[]>([]);
  const [items, setItems] = createSignal<readonly RejectView[]>([]);
  const [phase, setPhase] = createSignal<ReturnType<Rejects["phase"]>>("more");
  const [problem, setProblem] = createSignal("");
  let after = "0";
  function readMore(): void {
    if (phase() === "reading" || phase() === "all") return;
    setPhase("reading");
    api(scope, "GET", `/imports/${jobId}/rejects?after=${after}`, undefined, { schema: Answer }).then(
      (answer) => {
        after = answer.after ?? after;
        setHeader(answer.header);
        setItems((before) => [...before, ...answer.items]);
        setPhase(answer.after === null ? "all" : "more");
      },
      (error: unknown) => {
        setProblem(sentenceOf(error));
        setPhase("failed");
      },
    );
  }
  readMore();
  return { header, items, phase, problem, readMore };
}
