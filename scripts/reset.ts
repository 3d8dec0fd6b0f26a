import { rm } from "node:fs/promises";
import { holderOf } from "./lock.ts";
import { dataDir } from "./paths.ts";

const holder = await holderOf(dataDir);
if (holder === undefined) {
  await rm(dataDir, { recursive: true, force: true });
  console.log("All local data is gone; npm start loads the demo again.");
} else {
  console.error(
    `Quayside is running on this data, at ${holder.url}: end it first, then run npm run reset again.`,
  );
  process.exitCode = 1;
}
