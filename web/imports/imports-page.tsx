import type { JSX } from "solid-js";
import { PageHeader } from "../shell/page-header.tsx";

export function ImportsPage(): JSX.Element {
  return <PageHeader title="Imports" />;
}
