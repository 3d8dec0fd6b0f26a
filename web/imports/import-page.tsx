import type { JSX } from "solid-js";
import { PageHeader } from "../shell/page-header.tsx";

export function ImportPage(): JSX.Element {
  return <PageHeader title="Import" />;
}
