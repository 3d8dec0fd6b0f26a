import type { JSX } from "solid-js";
import { PageHeader } from "../shell/page-header.tsx";

export function OrderPage(): JSX.Element {
  return <PageHeader title="Order" />;
}
