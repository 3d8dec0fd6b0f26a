import { app } from "./app.ts";
import type { Env } from "./env.ts";

/** What the platform compresses on its way to a browser. */
const TEXT = /^(?:text\/|image\/svg|application\/(?:javascript|json|manifest))/u;

/**
 * The whole site behind one handler, which `npm start` opens to the network. In production the
 * platform's router does as much; miniflare's own costs each request and each frame of a socket
 * two workers more.
 */
export const site = {
  fetch: (request, env, ctx) => (new URL(request.url).pathname.startsWith("/api/") ? app.fetch(request, env, ctx) : assetOf(request, env)),
} satisfies ExportedHandler<Env>;

async function assetOf(request: Request, env: Env): Promise<Response> {
  const asset = await env.ASSETS.fetch(request);
  if (asset.status !== 200 || !asset.body || !/\bgzip\b/u.test(request.headers.get("Accept-Encoding") ?? "") || !TEXT.test(asset.headers.get("Content-Type") ?? "")) return asset;
  const headers = new Headers(asset.headers);
  headers.set("Content-Encoding", "gzip"); // the runtime packs it
  headers.append("Vary", "Accept-Encoding");
  headers.delete("Content-Length");
  return new Response(asset.body, { headers });
}
