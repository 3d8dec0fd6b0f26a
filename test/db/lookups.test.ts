import { expect, it } from "vitest";
import { LOOKUPS_VERSION, lookupsAt } from "../../db/lookups.ts";
import { smallOrganization } from "./small-organization.ts";

it("a kept copy of statuses, channels, microsites, people, agents, reasons and settings is never older than the rows [N5.36]", async () => {
  const { db } = await smallOrganization();
  const now = async () => lookupsAt(db, await db.query(LOOKUPS_VERSION));
  const first = await now();
  expect(await now()).toBe(first);

  const changes = [
    "UPDATE order_status SET active = 0 WHERE org_id = :org AND name = 'Pending'",
    "INSERT INTO order_status (org_id, id, name, stage, color, position) VALUES (:org, 'sta_new', 'New', 'pending', 'sky', 99)",
    "DELETE FROM order_status WHERE org_id = :org AND id = 'sta_new'",
    "UPDATE channel SET name = 'Shop' WHERE org_id = :org AND name = 'Web'",
    "INSERT INTO person (org_id, id, name, role) VALUES (:org, 'usr_new', 'Dee Lund', 'csr')",
    "UPDATE agent SET active = 0 WHERE org_id = :org AND name = 'Blue Van'",
    "INSERT INTO microsite (org_id, id, name) VALUES (:org, 'mic_new', 'New shop')",
    "UPDATE microsite SET active = 0 WHERE org_id = :org AND id = 'mic_new'",
    "DELETE FROM microsite WHERE org_id = :org AND id = 'mic_new'",
    "DELETE FROM reason WHERE org_id = :org",
    "UPDATE organization SET tax_rate = 1900 WHERE org_id = :org",
  ];
  let before = first;
  for (const sql of changes) {
    await db.writeBatch([{ sql }]);
    const after = await now();
    expect(after, sql).not.toEqual(before);
    before = after;
  }
});
