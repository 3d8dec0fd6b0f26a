import { describe, expect, it } from "vitest";
import type { Doing, Present } from "../../../domain/live.ts";
import { placeWords, whereabouts } from "../../../web/here/whereabouts.ts";

let tabs = 0;
function tab(name: string, doing: Partial<Doing> = {}, script = false): Present {
  return { clientId: `cli_${tabs++}`, personId: `usr_${name}`, name, initials: name.slice(0, 2), color: "teal", script, doing: { orderId: null, field: null, mode: "viewing", ...doing } };
}

describe("who is where", () => {
  it("names each person once with all the orders of their tabs, without oneself, the scripts last [N2.12]", () => {
    const all = [tab("ERP", {}, true), tab("Zoe", { orderId: "ord_1" }), tab("Ada"), tab("Zoe"), tab("Zoe", { orderId: "ord_2" }), tab("Me", { orderId: "ord_1" })];
    expect(whereabouts(all, "usr_Me").map((one) => [one.name, one.places.map((place) => place.orderId)])).toEqual([["Ada", []], ["Zoe", ["ord_1", "ord_2"]], ["ERP", []]]);
  });

  it("says of two tabs on one order what the editing one does, whichever came first [N2.12]", () => {
    const [viewing, editing] = [tab("Zoe", { orderId: "ord_1" }), tab("Zoe", { orderId: "ord_1", field: "csrId", mode: "editing" })];
    for (const both of [[viewing, editing], [editing, viewing]]) expect(whereabouts(both, "")[0]?.places).toEqual([editing.doing]);
    expect(placeWords(editing.doing)).toEqual({ verb: "Editing", field: "CSR" });
    expect(placeWords(viewing.doing)).toEqual({ verb: "Looking at", field: undefined });
  });
});
