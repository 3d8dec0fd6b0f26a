import type { JSX } from "solid-js";
import { PageHeader } from "../shell/page-header.tsx";

export function NewOrderPage(): JSX.Element {
  return <PageHeader title="New order" />;
}
