/** Where to go after signing in: only a path of ours. `//elsewhere` and `https:` would carry a signed-in person away. */
export function safeNext(next: string | string[] | undefined): string {
  return typeof next === "string" && /^\/(?![/\\])/u.test(next) ? next : "/";
}
