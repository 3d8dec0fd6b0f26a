import { Hono } from "hono";
import type { Env as HonoEnv, Schema } from "hono/types";
import { generateSpecs, resolver } from "hono-openapi";
import * as v from "valibot";
import { PROBLEM_STATUS, Problem } from "../domain/problem.ts";
import type { ProblemCode } from "../domain/problem.ts";
import { METHODS } from "./api-document.ts";
import type { ApiDocument, Operation } from "./api-document.ts";
import type { AppEnv } from "./context.ts";
import { sessionCookieName } from "./cookie.ts";
import { TAGS } from "./describe.ts";
import type { Env } from "./env.ts";
import { referencePage } from "./reference.ts";

const READING: readonly string[] = ["get"];

/** What may go wrong on any route of an organization, and on one that writes. */
const ALWAYS: readonly ProblemCode[] = ["unauthenticated", "forbidden", "not_found", "invalid", "rate_limited", "internal", "unavailable"];
const WRITING: readonly ProblemCode[] = ["malformed", "idempotency_key_missing", "conflict", "payload_too_large", "refused", "idempotency_mismatch"];

const INTRODUCTION = `Everything that the pages do, for scripts.

**Who.** Send an API key as \`Authorization: Bearer qs_…\` (an admin creates it, see API keys). It belongs to one organization, whose short name stands in the address, and may do what its scopes say.

**Writing.** Each write carries an \`Idempotency-Key\`: a new random value for a new request, the same one when you repeat it. A repeated request changes nothing and gets the stored outcome.

**Going wrong.** Answers are \`application/problem+json\` (RFC 9457). \`code\` is one of a closed list, \`detail\` says what to do, \`errors\` names fields.

**Rate.** \`RateLimit-Policy\` states it; at the limit the answer is 429 with \`Retry-After\`.

Money is integers in minor units, times are UTC milliseconds.`;

function problemResponses(codes: readonly ProblemCode[]): Record<string, { $ref: string }> {
  return Object.fromEntries(codes.map((code) => [String(PROBLEM_STATUS[code]), { $ref: `#/components/responses/${PROBLEM_STATUS[code]}` }]));
}

function problemComponents() {
  const codes = Object.entries(PROBLEM_STATUS);
  const schema = resolver(v.pipe(Problem, v.metadata({ ref: "Problem" })));
  return Object.fromEntries(
    [...new Set(Object.values(PROBLEM_STATUS))].map((status) => [
      String(status),
      {
        description: codes.flatMap(([code, s]) => (s === status ? [`\`${code}\``] : [])).join(" or "),
        content: { "application/problem+json": { schema } },
      },
    ]),
  );
}

/** Adds to each operation what `app.ts` and `identity.ts` do for all of them. */
function complete(path: string, method: string, operation: Operation): void {
  const ofOrganization = path.startsWith("/api/v1/{org}");
  const writes = ofOrganization && !READING.includes(method);
  operation.responses = { ...operation.responses, ...problemResponses(writes ? [...ALWAYS, ...WRITING] : ALWAYS) };
  if (!ofOrganization) {
    operation.security = path.startsWith("/api/auth/sign-in") ? [] : [{ session: [] }];
    return;
  }
  for (const parameter of operation.parameters ?? []) {
    if ("name" in parameter && parameter.name === "org") parameter.description = "The organization's short name.";
  }
  if (writes) operation.parameters = [...(operation.parameters ?? []), { $ref: "#/components/parameters/IdempotencyKey" }];
}

async function documentOf<E extends HonoEnv, S extends Schema>(routes: Hono<E, S>, env: Env): Promise<ApiDocument> {
  const document = await generateSpecs(routes, {
    defaultValidationErrorResponse: false,
    exclude: ["/api/v1/health"],
    documentation: {
      openapi: "3.1.0",
      info: { title: "Quayside API", version: "1", description: INTRODUCTION },
      servers: [{ url: env.PUBLIC_URL }],
      tags: TAGS.map((name) => ({ name })),
      security: [{ apiKey: [] }, { session: [] }],
      components: {
        securitySchemes: {
          apiKey: { type: "http", scheme: "bearer", description: "An API key, `qs_…`. The header `x-api-key` does as well." },
          session: { type: "apiKey", in: "cookie", name: sessionCookieName(env), description: "Set by signing in. Writes then need the page's own Origin." },
        },
        parameters: {
          IdempotencyKey: {
            name: "Idempotency-Key",
            in: "header",
            required: true,
            description: "New for a new request, the same when it is repeated.",
            schema: { type: "string", minLength: 1, maxLength: 200 },
          },
        },
        responses: problemComponents(),
      },
    },
  });
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (operation) complete(path, method, operation);
    }
  }
  return document;
}

/** `/api/v1/openapi.json` and `/api/v1/reference`, made from the schemas of the given routes (A1.1). Public: they tell what the product is, nothing of anybody's. */
export function openApi<E extends HonoEnv, S extends Schema>(routes: Hono<E, S>) {
  let made: Promise<ApiDocument> | undefined;
  const document = (env: Env) => (made ??= documentOf(routes, env));
  return new Hono<AppEnv>()
    .get("/api/v1/openapi.json", async (c) => c.json(await document(c.env)))
    .get("/api/v1/reference", async (c) => {
      const nonce = crypto.randomUUID();
      c.header("Content-Security-Policy", `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`);
      return c.html(referencePage(await document(c.env), nonce));
    });
}
