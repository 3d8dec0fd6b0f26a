import type { JSX } from "solid-js";
import { PageHeader } from "../shell/page-header.tsx";

export function OrdersPage(): JSX.Element {
  return <PageHeader title="Orders" />;
}
