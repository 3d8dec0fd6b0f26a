import { checkBulks } from "./check-bulks.ts";
import { checkCounters } from "./check-counters.ts";
import { checkFeeds, checkGrids } from "./check-feeds.ts";
import { checkLog } from "./check-log.ts";
import { checkOrders } from "./check-orders.ts";
import { checkImports, checkWrites } from "./check-writes.ts";
import type { History, Violation } from "./history.ts";

/** Everything that is not as the product promises (N5), none if all is well. Pure. */
export function violationsOf(history: History): Violation[] {
  const { writes, imports, bulks, feeds, grids, final } = history;
  return [...checkLog(final), ...checkWrites(writes, final), ...checkImports(imports, final), ...checkBulks(bulks, final), ...checkOrders(history), ...checkCounters(final), ...checkFeeds(feeds, final), ...checkGrids(grids)];
}
