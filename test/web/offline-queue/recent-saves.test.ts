import { expect, it } from "vitest";
import { createRecentSaves } from "../../../web/offline-queue/recent-saves.ts";
import { anEdit } from "./samples.ts";

it("an edit whose editor was open while hundreds of others were sent is based on its author's own save of that order [N4.31]", () => {
  const recent = createRecentSaves();
  recent.add(anEdit({ version: 5 }), { version: 6, merged: false });
  for (let i = 0; i < 500; i++) recent.add(anEdit({ key: `other${i}`, orderId: `other${i}` }), { version: 6, merged: false });
  expect(recent.followedBy(anEdit({ key: "later", version: 5 })).version).toBe(6);
});
