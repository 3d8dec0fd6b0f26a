export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Place {
  readonly left: number;
  readonly top: number;
  /** CSS pixels that remain on the chosen side. */
  readonly maxHeight: number;
  readonly side: "above" | "below";
}

const GAP = 4;
const MARGIN = 8;

/**
 * Where a floating box goes beside its anchor, in viewport pixels: below unless only above has the room,
 * and never outside the viewport.
 */
export function place(
  anchor: Box,
  size: Pick<Box, "width" | "height">,
  viewport: Pick<Box, "width" | "height">,
  align: "start" | "center" = "start",
): Place {
  const below = viewport.height - (anchor.top + anchor.height) - GAP - MARGIN;
  const above = anchor.top - GAP - MARGIN;
  const side = size.height > below && above > below ? "above" : "below";
  const maxHeight = Math.max(0, side === "above" ? above : below);
  const height = Math.min(size.height, maxHeight);
  const top = side === "above" ? anchor.top - GAP - height : anchor.top + anchor.height + GAP;
  const wanted = align === "start" ? anchor.left : anchor.left + anchor.width / 2 - size.width / 2;
  const left = Math.max(MARGIN, Math.min(wanted, viewport.width - size.width - MARGIN));
  return { left, top, maxHeight, side };
}
