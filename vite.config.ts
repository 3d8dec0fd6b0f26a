import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import icons from "unplugin-icons/vite";
import { defineConfig } from "vite";
import solid from "vite-plugin-solid";

/** `npm run dev` says where the worker listens; a build needs no worker. */
const worker = process.env["QUAYSIDE_WORKER_URL"];

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
  },
  server: worker === undefined ? {} : { proxy: { "/api/": { target: worker, ws: true } } },
});
