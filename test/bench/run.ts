import { benchBulk } from "./bulk.ts";
import { benchCrowd } from "./crowd.ts";
import { benchGrid } from "./grid.ts";
import { benchGroups } from "./groups.ts";
import { benchList } from "./list.ts";
import { benchLive } from "./live.ts";
import { benchLoad } from "./load.ts";
import { benchSearch } from "./search.ts";
import { benchImport } from "./import.ts";
import { benchWrite } from "./write.ts";

const BENCHES = { live: benchLive, crowd: benchCrowd, list: () => benchList(), groups: () => benchGroups(), search: () => benchSearch(), write: benchWrite, bulk: benchBulk, import: benchImport, load: benchLoad, grid: () => benchGrid(10) };
type Name = keyof typeof BENCHES;

function isName(name: string): name is Name {
  return name in BENCHES;
}

const [wanted = "all"] = process.argv.slice(2);
if (wanted !== "all" && !isName(wanted)) {
  console.error(`Say which: npm run bench -- ${[...Object.keys(BENCHES), "all"].join(" | ")}`);
  process.exit(1);
}

if (isName(wanted)) {
  console.log(JSON.stringify(await BENCHES[wanted]()));
} else {
  const results: Record<string, unknown> = {};
  for (const [name, bench] of Object.entries(BENCHES)) {
    console.log(`\n── ${name}`);
    results[name] = await bench();
  }
  console.log(JSON.stringify({ bench: "all", ...results }));
}
process.exit(0);
