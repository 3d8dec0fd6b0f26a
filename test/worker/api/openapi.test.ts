import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { PROBLEM_STATUS } from "../../../domain/problem.ts";
import { routes } from "../../../worker/app.ts";
import { bodyOf } from "../../harness/answer.ts";
import { routeTable } from "../../harness/route-table.ts";
import { newTenant } from "../../harness/tenant.ts";

const Parameter = v.union([v.object({ $ref: v.string() }), v.looseObject({ name: v.string(), in: v.string() })]);
const Operation = v.looseObject({
  summary: v.pipe(v.string(), v.minLength(3)),
  tags: v.pipe(v.array(v.string()), v.minLength(1)),
  parameters: v.optional(v.array(Parameter), []),
  responses: v.record(v.string(), v.looseObject({})),
});
const Document = v.looseObject({
  openapi: v.literal("3.1.0"),
  paths: v.record(v.string(), v.record(v.string(), Operation)),
  components: v.looseObject({ schemas: v.record(v.string(), v.looseObject({})), responses: v.record(v.string(), v.looseObject({})), parameters: v.record(v.string(), v.unknown()), securitySchemes: v.object({ apiKey: v.unknown(), session: v.unknown() }) }),
});

const read = async () => bodyOf(Document, (await newTenant()).call("/api/v1/openapi.json"));
const inBraces = (path: string) => path.replaceAll(/:(\w+)/gu, "{$1}");

describe("openapi.json", () => {
  it("describes every route that the worker has, and no other [A1.1]", async () => {
    const { paths } = await read();
    const described = Object.entries(paths).flatMap(([path, item]) => Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`));
    const existing = routeTable(routes).map((r) => `${r.method} ${inBraces(r.path)}`).filter((r) => r !== "GET /api/v1/health");
    expect(described.sort()).toEqual(existing.sort());
  });

  it("asks for the Idempotency-Key on every write to an organization and on nothing else [A1.2]", async () => {
    const { paths } = await read();
    for (const [path, item] of Object.entries(paths)) {
      for (const [method, operation] of Object.entries(item)) {
        const asks = operation.parameters.some((p) => "$ref" in p && p["$ref"] === "#/components/parameters/IdempotencyKey");
        expect(asks, `${method} ${path}`).toBe(path.startsWith("/api/v1/{org}") && method !== "get");
      }
    }
  });

  it("describes the fields of bodies and queries by the schemas that check them [A1.3]", async () => {
    const { paths } = await read();
    const post = v.parse(v.looseObject({ requestBody: v.object({ content: v.object({ "application/json": v.object({ schema: v.looseObject({ properties: v.record(v.string(), v.unknown()), required: v.array(v.string()) }) }) }) }) }), paths["/api/v1/{org}/api-keys"]?.["post"]);
    const { schema } = post.requestBody.content["application/json"];
    expect(schema.required.sort()).toEqual(["name", "scopes"]);
    expect(schema.properties).toMatchObject({ name: { type: "string" }, scopes: { type: "array", minItems: 1, items: { enum: expect.arrayContaining(["orders.read"]) } } });
    const list = paths["/api/v1/{org}/orders"]?.["get"]?.parameters.flatMap((p) => ("name" in p ? [p.name] : []));
    expect(list).toEqual(expect.arrayContaining(["org", "quick", "sort", "after", "limit"]));
  });

  it("names for every operation the problems that it may answer, each a problem of the closed list [A1.4]", async () => {
    const { paths, components } = await read();
    expect(Object.keys(components.responses).sort()).toEqual([...new Set(Object.values(PROBLEM_STATUS).map(String))].sort());
    expect(components.schemas["Problem"]).toMatchObject({ properties: { code: { enum: Object.keys(PROBLEM_STATUS) } } });
    for (const [path, item] of Object.entries(paths)) {
      for (const [method, { responses }] of Object.entries(item)) {
        for (const status of ["401", "403", "404", "422", "429", "500", "503"]) expect(responses[status], `${method} ${path}`).toEqual({ $ref: `#/components/responses/${status}` });
        expect(Object.keys(responses).some((status) => status.startsWith("2")), `${method} ${path}`).toBe(true);
      }
    }
  });

  it("holds every part that it refers to [A1.5]", async () => {
    const document = await read();
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/gu)].map((m) => m[1] ?? "");
    expect(refs.length).toBeGreaterThan(10);
    for (const ref of new Set(refs)) {
      const found = ref.split("/").reduce<unknown>((part, name) => (typeof part === "object" && part !== null ? Reflect.get(part, name) : undefined), document);
      expect(found, ref).toBeDefined();
    }
  });
});

describe("the reference page", () => {
  it("shows every operation, with an example to copy, and needs no script and no other host [A1.6]", async () => {
    const t = await newTenant();
    const answer = await t.call("/api/v1/reference");
    expect(answer.headers.get("content-type")).toContain("text/html");
    const page = await answer.text();
    const { paths } = await read();
    for (const [path, item] of Object.entries(paths)) {
      for (const [method, operation] of Object.entries(item)) {
        expect(page).toContain(`<span class="method">${method.toUpperCase()}</span> ${path}<`);
        expect(page).toContain(operation.summary.replaceAll("'", "&#39;").replaceAll('"', "&quot;"));
      }
    }
    expect(page).toContain("curl -X POST");
    expect(page).not.toMatch(/<script|<link|<img|@import|url\(/iu);
    expect(answer.headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'nonce-/u);
  });
});
