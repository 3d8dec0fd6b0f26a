import type { JSX } from "solid-js";

/** What `import IconX from "~icons/lucide/x"` gives: only the icons in use are in the bundle. */
export type Icon = (props: JSX.SvgSVGAttributes<SVGSVGElement>) => JSX.Element;
