import { fileURLToPath } from "node:url";

// Plain JavaScript, because its whole point is to speak before TypeScript would fail:
// npm puts Node 24 into node_modules/.bin where a package of it exists (Linux, Apple silicon);
// elsewhere the system's Node runs this, and an old one dies of ".ts" with a riddle.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Quayside needs Node 22.18 or newer on this platform, and this is ${process.versions.node}: install it from https://nodejs.org and run the command again.`,
  );
  process.exit(1);
}
const script = process.argv[2];
const url = new URL(script, import.meta.url);
process.argv.splice(1, 2, fileURLToPath(url));
await import(url.href);
