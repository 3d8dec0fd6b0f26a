import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { PERSON_COLORS } from "../../../domain/organization.ts";
import { DEFAULT_STATUSES } from "../../../domain/order-status.ts";
import { root } from "../../../scripts/paths.ts";
import { type Rgb, contrast, oklch } from "./oklch.ts";

const css = readFileSync(join(root, "web/styles.css"), "utf8");

const themes = ["light", "dark"] as const;
type Theme = (typeof themes)[number];
type Pair = Readonly<Record<Theme, Rgb>>;

/** Reads `oklch(L C H)`, where C may be `calc(n * var(--c))` and H `var(--h)` of a named colour. */
function colorOf(text: string, scale: number, hue: number): Rgb {
  const match = /oklch\(([\d.]+) (?:calc\(([\d.]+) \* var\(--c\)\)|([\d.]+)) (?:var\(--h\)|([\d.]+))\)/u.exec(text);
  if (match === null) throw new Error(`no colour: ${text}`);
  const [, lightness, scaled, chroma, angle] = match;
  return oklch(Number(lightness), scaled === undefined ? Number(chroma) : Number(scaled) * scale, angle === undefined ? hue : Number(angle));
}

function token(name: string, scale = 0, hue = 0): Pair {
  const match = new RegExp(`--${name}: light-dark\\((oklch\\(.+?\\)), (oklch\\(.+\\))\\);`, "u").exec(css);
  if (match === null) throw new Error(`styles.css has no token --${name}`);
  return { light: colorOf(match[1] ?? "", scale, hue), dark: colorOf(match[2] ?? "", scale, hue) };
}

const named = new Map(
  [...css.matchAll(/\[data-color="(\w+)"\] \{ --h: ([\d.]+); --c: ([\d.]+); \}/gu)].map(([, name = "", hue, scale]) => [name, { hue: Number(hue), scale: Number(scale) }]),
);
named.set("slate", { hue: 240, scale: 0.16 });

const backgrounds = ["canvas", "surface", "raised", "sunken", "hover", "selected"];
const inks = ["ink", "ink-soft", "ink-faint", "harbour", "danger"];

describe.each(themes)("in the %s theme", (theme) => {
  it.each(inks.flatMap((ink) => backgrounds.map((background) => [ink, background] as const)))("text in %s is readable on %s [S6.8]", (ink, background) => {
    expect(contrast(token(ink)[theme], token(background)[theme])).toBeGreaterThanOrEqual(4.5);
  });

  it.each([
    ["on-harbour", "harbour"],
    ["on-harbour", "harbour-strong"],
    ["on-danger", "danger"],
    ["on-danger", "danger-strong"],
  ])("%s is readable on %s [S6.8]", (ink, background) => {
    expect(contrast(token(ink)[theme], token(background)[theme])).toBeGreaterThanOrEqual(4.5);
  });

  it("the edge of a control and the focus ring stand out from what they lie on [S6.8]", () => {
    for (const background of ["canvas", "surface", "raised"]) {
      expect(contrast(token("line-control")[theme], token(background)[theme])).toBeGreaterThanOrEqual(3);
      expect(contrast(token("harbour")[theme], token(background)[theme])).toBeGreaterThanOrEqual(3);
    }
  });

  it.each([...named])("text in the tint of %s is readable, its dot visible, on the tint and beside it [S6.8]", (_name, { hue, scale }) => {
    const [ink, tint, dot] = [token("tint-ink", scale, hue)[theme], token("tint", scale, hue)[theme], token("dot", scale, hue)[theme]];
    expect(contrast(ink, tint)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(dot, tint)).toBeGreaterThanOrEqual(3);
    for (const background of backgrounds) expect(contrast(ink, token(background)[theme])).toBeGreaterThanOrEqual(4.5);
  });
});

it("every colour that the data can name has a look of its own [S6.8]", () => {
  for (const color of [...DEFAULT_STATUSES.map((status) => status.color), ...PERSON_COLORS]) expect(named.has(color), color).toBe(true);
});
