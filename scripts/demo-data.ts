/**
 * Makes demo/*.csv out of the UCI "Online Retail" set, given as a folder with one file a day:
 *
 *   node scripts/demo-data.ts FOLDER
 *
 * The lines are copied byte for byte: returns, free gifts, pseudo stock codes and odd
 * descriptions included. Needed only to make those files again; they are in the tree.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.ts";

/** Whole days, so that no invoice is cut; about 1,000 and 700 orders. */
const DAYS = {
  bettertools: ["2010-12-01", "2010-12-02", "2010-12-03", "2010-12-05", "2010-12-06", "2010-12-07", "2010-12-08", "2010-12-09", "2010-12-10"],
  betterfixings: ["2011-01-13", "2011-01-14", "2011-01-16", "2011-01-17", "2011-01-18", "2011-01-19", "2011-01-20", "2011-01-21", "2011-01-23", "2011-01-24", "2011-01-25", "2011-01-26", "2011-01-27", "2011-01-28", "2011-01-30", "2011-01-31"],
};

const folder = process.argv[2];
if (folder === undefined) throw new Error("Name the folder with the files of the days.");
mkdirSync(join(root, "demo"), { recursive: true });
for (const [slug, days] of Object.entries(DAYS)) {
  let header = "";
  let rows = "";
  for (const day of days) {
    const text = readFileSync(join(folder, `${day}.csv`), "utf8");
    const end = text.indexOf("\n") + 1;
    header = text.slice(0, end);
    rows += text.slice(end);
  }
  writeFileSync(join(root, "demo", `${slug}.csv`), header + rows);
}
