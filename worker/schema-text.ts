import * as v from "valibot";

/** As much of JSON Schema as valibot makes. */
export interface SchemaNode {
  readonly $ref?: string | undefined;
  readonly type?: string | undefined;
  readonly const?: unknown;
  readonly enum?: readonly unknown[] | undefined;
  readonly anyOf?: readonly SchemaNode[] | undefined;
  readonly oneOf?: readonly SchemaNode[] | undefined;
  readonly items?: SchemaNode | undefined;
  readonly properties?: Readonly<Record<string, SchemaNode>> | undefined;
  readonly additionalProperties?: boolean | SchemaNode | undefined;
  readonly required?: readonly string[] | undefined;
  readonly description?: string | undefined;
}

export const SchemaNode: v.GenericSchema<unknown, SchemaNode> = v.object({
  $ref: v.optional(v.string()),
  type: v.optional(v.string()),
  const: v.optional(v.unknown()),
  enum: v.optional(v.array(v.unknown())),
  anyOf: v.optional(v.array(v.lazy(() => SchemaNode))),
  oneOf: v.optional(v.array(v.lazy(() => SchemaNode))),
  items: v.optional(v.lazy(() => SchemaNode)),
  properties: v.optional(v.record(v.string(), v.lazy(() => SchemaNode))),
  additionalProperties: v.optional(v.union([v.boolean(), v.lazy(() => SchemaNode)])),
  required: v.optional(v.array(v.string())),
  description: v.optional(v.string()),
});

/** The schema as a person reads it: the shape of a TypeScript type. */
export function schemaText(node: SchemaNode, indent = ""): string {
  if (node.$ref !== undefined) return node.$ref.split("/").at(-1) ?? "?";
  if (node.const !== undefined) return JSON.stringify(node.const);
  if (node.enum) return node.enum.map((value) => JSON.stringify(value)).join(" | ");
  const choices = node.anyOf ?? node.oneOf;
  if (choices) return choices.map((choice) => schemaText(choice, indent)).join(" | ");
  if (node.type === "array") return arrayText(node, indent);
  if (node.properties) return objectText(node, node.properties, indent);
  if (node.type === "object") return `{ [name]: ${typeof node.additionalProperties === "object" ? schemaText(node.additionalProperties, indent) : "unknown"} }`;
  return node.type ?? "unknown";
}

function arrayText(node: SchemaNode, indent: string): string {
  const item = node.items ? schemaText(node.items, indent) : "unknown";
  return item.includes(" | ") && !item.startsWith("{") ? `(${item})[]` : `${item}[]`;
}

function objectText(node: SchemaNode, properties: Readonly<Record<string, SchemaNode>>, indent: string): string {
  const inner = `${indent}  `;
  const lines = Object.entries(properties).map(([name, property]) => `${inner}${name}${node.required?.includes(name) === true ? "" : "?"}: ${schemaText(property, inner)}`);
  return lines.length === 0 ? "{}" : `{\n${lines.join("\n")}\n${indent}}`;
}

/** A value of the schema for an example: required fields only. */
export function exampleOf(node: SchemaNode): unknown {
  if (node.const !== undefined) return node.const;
  if (node.enum) return node.enum[0];
  const [choice] = node.anyOf ?? node.oneOf ?? [];
  if (choice) return exampleOf(choice);
  if (node.type === "array") return node.items ? [exampleOf(node.items)] : [];
  if (node.properties) {
    const required = Object.entries(node.properties).filter(([name]) => node.required?.includes(name) === true);
    return Object.fromEntries(required.map(([name, property]) => [name, exampleOf(property)]));
  }
  if (node.type === "number" || node.type === "integer") return 1;
  return node.type === "boolean" ? true : node.type === "string" ? "…" : {};
}
