import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import icons from "unplugin-icons/vite";
import { defineConfig } from "vite";
import type { Rollup } from "vite";
import solid from "vite-plugin-solid";

/** `npm run dev` says where the worker listens; a build needs no worker. */
const worker = process.env["QUAYSIDE_WORKER_URL"];

const ENTRY = fileURLToPath(new URL("web/main.tsx", import.meta.url));
const LIST = fileURLToPath(new URL("web/orders/orders-page.tsx", import.meta.url));

/** What several files that come on demand share, in one file each: every other one is a name more in the first load. */
const TOGETHER: readonly (readonly [name: string, modules: RegExp])[] = [
  ["jobs", /\/web\/(?:under-way\/|imports\/(?:progress-bar|jobs\/job-(?:progress|watch))\.|bulk\/bulk-words\.)/u],
  ["fields", /\/web\/(?:ui\/(?:combobox|select\.|follow-pointer\.)|order\/tags-field\.)|icons\/lucide\/check\b/u],
  ["views", /\/web\/orders\/views\/(?:views-store|view-acts|owner-words)\.|icons\/lucide\/(?:bookmark-plus|star)\b/u],
  ["order-form", /\/web\/(?:order\/(?:card|field-text)|drafts\/stored-draft)\./u],
  ["settings", /\/web\/settings\/(?:confirm|settings-body)\./u],
  ["actions", /\/web\/orders\/delete-order\.|icons\/lucide\/(?:copy|arrow-right|pencil)\b/u],
];

/**
 * What the list shares with other pages goes into one file. Rollup's own way is one for each set of
 * pages that share something: a dozen of some hundred bytes, each with as much again in headers.
 */
function sharedWithList(): Rollup.ManualChunksOption {
  let entry: ReadonlySet<string> = new Set();
  let list: ReadonlySet<string> = new Set();
  return (id, { getModuleInfo }) => {
    if (entry.size === 0) {
      entry = closure(ENTRY, getModuleInfo);
      list = closure(LIST, getModuleInfo);
    }
    // Named as well, or it would follow what needs it into the other file.
    if (entry.has(id)) return "app";
    if (!list.has(id)) return TOGETHER.find(([, modules]) => modules.test(id))?.[0];
    const byOthers = getModuleInfo(id)?.importers.some((by) => !list.has(by)) ?? false;
    return byOthers ? "shared" : undefined;
  };
}

/** What a file asks for beside the code that it fetches: not by name what is there, as it runs itself. */
function wanted(_file: string, deps: string[], { hostId, hostType }: { readonly hostId: string; readonly hostType: "html" | "js" }): string[] {
  if (hostType === "html") return deps;
  const there = hostId.includes("orders-page-") ? /^assets\/(?:app|shared)-/u : /^assets\/app-/u;
  return deps.filter((dep) => !there.test(dep));
}

function closure(start: string, info: Rollup.GetModuleInfo): ReadonlySet<string> {
  const found = new Set([start]);
  for (const id of found) for (const next of info(id)?.importedIds ?? []) found.add(next);
  return found;
}

export default defineConfig({
  root: fileURLToPath(new URL("web", import.meta.url)),
  // Beside the builds: an install must not grow by being used.
  cacheDir: fileURLToPath(new URL(".build/vite", import.meta.url)),
  plugins: [icons({ compiler: "solid" }), solid(), tailwindcss()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2023",
    // The check of the first load's weight reads the emitted files itself.
    reportCompressedSize: false,
    modulePreload: { resolveDependencies: wanted },
    rollupOptions: { output: { manualChunks: sharedWithList() } },
  },
  server: worker === undefined ? {} : { proxy: { "/api/": { target: worker, ws: true } } },
});
