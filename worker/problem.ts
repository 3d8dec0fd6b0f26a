import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { newId } from "../domain/ids.ts";
import { ProblemError, problem } from "../domain/problem.ts";
import type { Problem } from "../domain/problem.ts";
import type { AppEnv } from "./context.ts";
import { log } from "./log.ts";

/** The one place where what went wrong becomes an answer (A3.1 to A3.4). */
export function answerError(error: Error, c: Context<AppEnv>): Response {
  return answerProblem(problemOf(error, c));
}

export function answerNotFound(): Response {
  return answerProblem(problem("not_found", "There is nothing at this address."));
}

export function answerProblem(p: Problem): Response {
  const headers = new Headers({ "Content-Type": "application/problem+json", "Cache-Control": "no-store" });
  if (p.retryAfter !== undefined) headers.set("Retry-After", String(p.retryAfter));
  if (p.code === "rate_limited") headers.set("RateLimit", `"requests";r=0;t=${p.retryAfter ?? 1}`);
  return new Response(JSON.stringify(p), { status: p.status, headers });
}

function problemOf(error: Error, c: Context<AppEnv>): Problem {
  if (error instanceof ProblemError) {
    if (error.problem.code === "unavailable") log.error("request could not be served", error.cause ?? error, { method: c.req.method, path: c.req.path });
    return error.problem;
  }
  if (error instanceof HTTPException) return problemOfFramework(error);
  const errorId = newId("err");
  log.error("request failed", error, { errorId, method: c.req.method, path: c.req.path });
  return problem("internal", `Something went wrong on our side and was noted. Try again; if it stays, tell us the code ${errorId}.`);
}

/** What Hono's own parts throw: its validator for JSON that is none, bodyLimit for a body that is too large. */
function problemOfFramework(error: HTTPException): Problem {
  if (error.status === 413) return problem("payload_too_large", "This is more than a request may carry. Send less at once, or import a file.");
  if (error.status < 500) return problem("malformed", "This is no JSON that can be read. Check quotes, commas and brackets.");
  return problem("unavailable", "This cannot be answered now. Try again in a moment.", { retryAfter: 2 });
}
