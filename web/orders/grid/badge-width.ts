const known = new Map<string, number>();
let pen: CanvasRenderingContext2D | null | undefined;

/** As `Badge` in `pill.tsx` pads it. */
const PADDING = 8;
const LEAST = 18;

/** Pixels of a text as a badge. Measured beside the document: hundreds of cells would otherwise lay the page out once each. */
export function badgeWidth(text: string): number {
  let width = known.get(text);
  if (width === undefined) {
    if (pen === undefined) {
      pen = document.createElement("canvas").getContext("2d");
      if (pen) pen.font = `500 11px ${getComputedStyle(document.documentElement).fontFamily}`;
    }
    width = Math.max(LEAST, Math.ceil(pen?.measureText(text).width ?? text.length * 7) + PADDING);
    known.set(text, width);
  }
  return width;
}
