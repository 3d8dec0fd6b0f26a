import * as v from "valibot";
import { Problem } from "../../domain/problem.ts";

/** The body of an answer that must be JSON of this schema. */
export async function bodyOf<S extends v.GenericSchema>(schema: S, response: Response | Promise<Response>): Promise<v.InferOutput<S>> {
  return v.parse(schema, await (await response).json());
}

/** The problem of an answer; fails the test if it is none, or if status and body differ. */
export async function problemOf(response: Response | Promise<Response>): Promise<Problem> {
  const answer = await response;
  const type = answer.headers.get("content-type");
  if (type !== "application/problem+json") throw new Error(`expected a problem, got ${answer.status} ${type ?? ""}: ${await answer.text()}`);
  const problem = v.parse(Problem, await answer.json());
  if (problem.status !== answer.status) throw new Error(`the problem says ${problem.status}, the answer ${answer.status}`);
  return problem;
}
