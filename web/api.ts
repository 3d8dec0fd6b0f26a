import * as v from "valibot";
import { randomText } from "../domain/ids.ts";
import { Problem, problem } from "../domain/problem.ts";
import { signedInAgain } from "./session/expiry.ts";

/** What went wrong with a request; `problem.detail` is a sentence that can be shown as it is. */
export class ApiProblem extends Error {
  readonly problem: Problem;
  /** There was no answer at all: nobody knows whether the request was carried out. Repeat it with the same key. */
  readonly unanswered: boolean;
  constructor(of: Problem, unanswered = false) {
    super(of.detail);
    this.name = "ApiProblem";
    this.problem = of;
    this.unanswered = unanswered;
  }
}

/** A sentence for a person, whatever was thrown. */
export function sentenceOf(error: unknown): string {
  return error instanceof ApiProblem ? error.problem.detail : "Something went wrong here. Reload the page and try again.";
}

/** A new one for each new write; the same one when a write is repeated (A3). */
export function newIdempotencyKey(): string {
  return randomText(24);
}

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface RequestOptions {
  /** Given for a write that may be repeated by hand; otherwise each write gets a new one. */
  readonly idempotencyKey?: string;
  /** Id of the person in whose name it is sent: if somebody else is signed in by then, it is refused. */
  readonly person?: string;
  /** Ends the request: the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** What `api` needs of an organization's scope. */
export interface ApiScope {
  readonly slug: string;
  readonly signal: AbortSignal;
}

type Schema = v.GenericSchema;

/**
 * One request to `/api/v1/:org` + `path`. With a schema the answer is checked and typed. An answer that comes after
 * the organization was left reaches nobody: neither `then` nor `catch` runs; a read is then given up, a write goes on to
 * its end, since its author believes it done. After a 401 it waits until the person
 * has signed in again and is sent once more, under the same idempotency key.
 * @param body sent as JSON, unless it is FormData or a Blob
 * @throws ApiProblem
 */
export function api<S extends Schema>(scope: ApiScope, method: Method, path: string, body: unknown, options: RequestOptions & { readonly schema: S }): Promise<v.InferOutput<S>>;
export function api(scope: ApiScope, method: Method, path: string, body?: unknown, options?: RequestOptions): Promise<unknown>;
export function api(scope: ApiScope, method: Method, path: string, body?: unknown, options: RequestOptions & { readonly schema?: Schema } = {}): Promise<unknown> {
  const signal = AbortSignal.any([method === "GET" ? scope.signal : [], options.signal ?? []].flat());
  const url = `/api/v1/${encodeURIComponent(scope.slug)}${path}`;
  return unlessGone(scope.signal, request(method, url, body, { idempotencyKey: newIdempotencyKey(), ...options, signal }));
}

/** The same for what belongs to the person (`/api/v1/me…`). */
export function personalApi<S extends Schema>(method: Method, path: string, body: unknown, options: RequestOptions & { readonly schema: S }): Promise<v.InferOutput<S>>;
export function personalApi(method: Method, path: string, body?: unknown, options?: RequestOptions): Promise<unknown>;
export function personalApi(method: Method, path: string, body?: unknown, options: RequestOptions & { readonly schema?: Schema } = {}): Promise<unknown> {
  return request(method, `/api/v1/me${path}`, body, { idempotencyKey: newIdempotencyKey(), ...options });
}

async function request(method: Method, url: string, body: unknown, options: RequestOptions & { readonly schema?: Schema }): Promise<unknown> {
  let response = await send(method, url, body, options);
  if (response.status === 401) {
    await signedInAgain(options.signal);
    response = await send(method, url, body, options);
  }
  return answerOf(response, options.schema);
}

/** One request without waiting for a sign-in: for signing in itself. @throws ApiProblem */
export async function send(method: Method, url: string, body: unknown, options: RequestOptions): Promise<Response> {
  const headers = new Headers({ Accept: "application/json" });
  const raw = body instanceof FormData || body instanceof Blob;
  if (body !== undefined && !raw) headers.set("Content-Type", "application/json");
  if (method !== "GET" && options.idempotencyKey !== undefined) headers.set("Idempotency-Key", options.idempotencyKey);
  if (options.person !== undefined) headers.set("Quayside-Person", options.person);
  const sent = body === undefined ? null : raw ? body : JSON.stringify(body);
  try {
    return await fetch(url, { method, headers, body: sent, signal: options.signal ?? null });
  } catch (error) {
    options.signal?.throwIfAborted();
    throw noAnswer(error);
  }
}

function noAnswer(cause: unknown): ApiProblem {
  const failed = new ApiProblem(problem("unavailable", "Quayside cannot be reached. Check the connection and try again."), true);
  failed.cause = cause;
  return failed;
}

/** @throws ApiProblem for every answer that is no success */
export function answerOf<S extends Schema>(response: Response, schema: S): Promise<v.InferOutput<S>>;
export function answerOf(response: Response, schema?: Schema): Promise<unknown>;
export async function answerOf(response: Response, schema?: Schema): Promise<unknown> {
  if (response.status === 204) return undefined;
  const isJson = /\bjson\b/u.test(response.headers.get("Content-Type") ?? "");
  const body: unknown = isJson ? await response.json() : undefined;
  // A success that is no JSON is not ours either: the page where a hotel's network asks to sign in.
  if (!response.ok || !isJson) throw problemOf(response, body);
  return schema === undefined ? body : v.parse(schema, body);
}

function problemOf(response: Response, body: unknown): ApiProblem {
  const told = v.safeParse(Problem, body);
  const retryAfter = Number(response.headers.get("Retry-After")) || undefined;
  if (told.success) return new ApiProblem(retryAfter === undefined ? told.output : { retryAfter, ...told.output });
  // Not ours: a proxy in between, a page of the host while it restarts, or that of a hotel's network.
  const code = response.status === 429 ? "rate_limited" : response.status >= 500 ? "unavailable" : "internal";
  return new ApiProblem(problem(code, "Quayside did not answer as it should. Try again in a moment.", retryAfter === undefined ? {} : { retryAfter }), response.ok || response.status >= 500);
}

/** Never settles once the organization has left the screen. */
export function unlessGone<Value>(signal: AbortSignal, promise: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    promise.then(
      (value) => signal.aborted || resolve(value),
      (error: unknown) => signal.aborted || reject(error),
    );
  });
}

/** Refused fields and their sentences: `email`, `lines.0.quantity`. */
export function fieldErrorsOf(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof ApiProblem)) return {};
  return Object.fromEntries((error.problem.errors ?? []).map(({ field, message }) => [field, message]));
}
