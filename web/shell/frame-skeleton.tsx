import type { JSX } from "solid-js";
import { Skeleton, SkeletonRows } from "../ui/skeleton.tsx";

/** A page to come, below the frame. It stays blank for a moment: what comes at once should not flash. */
export function PageSkeleton(): JSX.Element {
  return (
    <div class="late">
      <div class="flex h-(--bar) items-center border-b border-line px-4">
        <Skeleton class="h-4 w-28" />
      </div>
      <SkeletonRows rows={12} label="The page is loading" />
    </div>
  );
}

/** Before it is known who is there. */
export function FrameSkeleton(): JSX.Element {
  return (
    <div class="flex h-dvh">
      <div class="w-(--nav) border-r border-line max-md:hidden" />
      <main id="main" class="min-w-0 flex-1 bg-surface">
        <PageSkeleton />
      </main>
    </div>
  );
}
