import type { JSX } from "solid-js";
import { PageHeader } from "../shell/page-header.tsx";
import { Skeleton, SkeletonRows } from "../ui/skeleton.tsx";

/** The shape of the page before its order is there. */
export function OrderSkeleton(): JSX.Element {
  return (
    <>
      <PageHeader title="Order" aside={<Skeleton class="w-24" />} />
      <div class="grid items-start gap-3 p-4 max-md:p-3 lg:grid-cols-[minmax(0,1fr)_320px]">
        <div class="flex flex-col gap-3">
          <div class="rounded-l border border-line"><SkeletonRows rows={6} label="The order is loading" /></div>
          <div class="grid gap-3 md:grid-cols-2">
            <Box />
            <Box />
          </div>
        </div>
        <div class="flex flex-col gap-3">
          <Box />
          <Box />
        </div>
      </div>
    </>
  );
}

function Box(): JSX.Element {
  return (
    <div class="flex flex-col gap-3 rounded-l border border-line p-3">
      <Skeleton class="w-1/4" />
      <Skeleton class="w-2/3" />
      <Skeleton class="w-1/2" />
    </div>
  );
}
