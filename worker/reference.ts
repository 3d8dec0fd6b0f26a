import { html, raw } from "hono/html";
import * as v from "valibot";
import { METHODS } from "./api-document.ts";
import type { ApiDocument, Operation } from "./api-document.ts";
import { SchemaNode, exampleOf, schemaText } from "./schema-text.ts";

type Html = ReturnType<typeof html>;

interface Listed {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d9dde3, #333a44); --soft: light-dark(#f4f6f8, #1b2027); --mark: light-dark(#0b6b60, #5fd0c1); }
body { margin: 0; font: 15px/1.55 system-ui, sans-serif; color: light-dark(#1c2430, #e4e8ee); background: light-dark(#fff, #12161b); }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 6rem; }
h1 { font-size: 1.6rem; } h2 { margin-top: 3rem; border-bottom: 1px solid var(--line); } h3 { margin: 0; font-size: 1rem; font-weight: 500; }
nav { columns: 16rem; } nav div { margin-bottom: 1rem; break-inside: avoid; } nav ul { margin: 0; padding: 0; list-style: none; }
a { color: var(--mark); text-underline-offset: 2px; }
article { margin: 1.5rem 0; padding: 1rem; border: 1px solid var(--line); border-radius: 8px; }
code, pre { font: 13px/1.5 ui-monospace, monospace; } pre { overflow-x: auto; padding: .75rem; border-radius: 6px; background: var(--soft); }
.call { overflow-wrap: anywhere; } .method { font-weight: 700; color: var(--mark); } table { border-collapse: collapse; width: 100%; } td { padding: .25rem .75rem .25rem 0; vertical-align: top; border-bottom: 1px solid var(--line); }
summary { cursor: pointer; padding: .25rem 0; }`;

/** `code` in backticks and **bold**, the only marks that our descriptions use. */
function inline(text: string): Html[] {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*)/u).map((part) => {
    if (part.startsWith("`")) return html`<code>${part.slice(1, -1)}</code>`;
    return part.startsWith("**") ? html`<strong>${part.slice(2, -2)}</strong>` : html`${part}`;
  });
}

function prose(text: string): Html[] {
  return text.split("\n\n").map((paragraph) => html`<p>${inline(paragraph)}</p>`);
}

function schemaOf(content: unknown): SchemaNode | null {
  const parsed = v.safeParse(v.record(v.string(), v.object({ schema: SchemaNode })), content);
  return parsed.success ? (Object.values(parsed.output)[0]?.schema ?? null) : null;
}

function bodyOf(operation: Operation): SchemaNode | null {
  return operation.requestBody && "content" in operation.requestBody ? schemaOf(operation.requestBody.content) : null;
}

function parameterRows(operation: Operation): Html[] {
  return (operation.parameters ?? []).map((p) => {
    if ("$ref" in p) return html`<tr><td><code>Idempotency-Key</code></td><td>header</td><td>New for a new request, the same when it is repeated.</td></tr>`;
    const parsed = v.safeParse(SchemaNode, p.schema);
    const type = parsed.success ? schemaText(parsed.output) : "string";
    return html`<tr><td><code>${p.name}${p.required === true ? "" : "?"}</code></td><td>${p.in}</td><td><code>${type}</code> ${inline(p.description ?? "")}</td></tr>`;
  });
}

function curl(server: string, { method, path, operation }: Listed): string {
  const lines = [`curl -X ${method.toUpperCase()} '${server}${path.replaceAll(/\{(\w+)\}/gu, (_, name: string) => name.toUpperCase())}'`];
  if (path.startsWith("/api/v1/{org}")) lines.push(`-H 'Authorization: Bearer qs_…'`);
  if (operation.parameters?.some((p) => "$ref" in p) === true) lines.push(`-H "Idempotency-Key: $(uuidgen)"`);
  const body = bodyOf(operation);
  if (body) lines.push(`-H 'Content-Type: application/json'`, `-d '${JSON.stringify(exampleOf(body)).replaceAll("'", "'\\''")}'`);
  return lines.join(" \\\n  ");
}

function answers(operation: Operation): Html[] {
  return Object.entries(operation.responses ?? {}).flatMap(([status, response]) => {
    if ("$ref" in response) return [];
    const schema = schemaOf("content" in response ? response.content : undefined);
    return [html`<details><summary>Answer ${status}: ${response.description ?? ""}</summary>${schema ? html`<pre>${schemaText(schema)}</pre>` : ""}</details>`];
  });
}

const anchor = ({ method, path }: Listed) => `${method}${path.replaceAll(/[^a-z]+/giu, "-")}`;

function article(server: string, listed: Listed): Html {
  const { method, path, operation } = listed;
  const body = bodyOf(operation);
  const problems = Object.entries(operation.responses ?? {}).flatMap(([status, r]) => ("$ref" in r ? [status] : []));
  return html`<article id="${anchor(listed)}">
    <h3>${operation.summary ?? ""}</h3>
    <p class="call"><code><span class="method">${method.toUpperCase()}</span> ${path}</code></p>
    ${prose(operation.description ?? "")}
    <table>${parameterRows(operation)}</table>
    ${body ? html`<details><summary>Body</summary><pre>${schemaText(body)}</pre></details>` : ""}
    ${answers(operation)}
    <p>Problems: ${problems.join(", ")}</p>
    <pre>${curl(server, listed)}</pre>
  </article>`;
}

/** The whole API on one page that loads nothing, with no script: it can be read offline and printed (A1.6). */
export function referencePage(document: ApiDocument, nonce: string): Html {
  const all = Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method): Listed[] => {
      const operation = item[method];
      return operation ? [{ method, path, operation }] : [];
    }),
  );
  const server = document.servers?.[0]?.url ?? "";
  const groups = document.tags.map((tag) => ({ name: tag.name, listed: all.filter((l) => l.operation.tags?.includes(tag.name) === true) })).filter((g) => g.listed.length > 0);
  const problem = v.safeParse(SchemaNode, document.components.schemas?.["Problem"]);
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${document.info.title}</title><style nonce="${nonce}">${raw(STYLE)}</style></head>
<body><main>
<h1>${document.info.title}</h1>
${prose(document.info.description)}
<p>The same for machines: <a href="/api/v1/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
<nav aria-label="All calls">${groups.map((g) => html`<div><strong>${g.name}</strong><ul>${g.listed.map((l) => html`<li><a href="#${anchor(l)}">${l.operation.summary ?? l.path}</a></li>`)}</ul></div>`)}</nav>
${groups.map((g) => html`<section><h2>${g.name}</h2>${g.listed.map((l) => article(server, l))}</section>`)}
${problem.success ? html`<section><h2>Problem</h2><pre>${schemaText(problem.output)}</pre></section>` : ""}
</main></body></html>`;
}
