import { beforeAll, describe, expect, it } from "vitest";
import { NO_PREFERENCES, Preferences } from "../../../domain/preference.ts";
import type { PreferencesEdit } from "../../../domain/preference.ts";
import { bodyOf, problemOf } from "../../harness/answer.ts";
import { newTenant } from "../../harness/tenant.ts";
import type { Call, Tenant } from "../../harness/tenant.ts";

let t: Tenant;
beforeAll(async () => {
  t = await newTenant();
});

const read = (call: Call) => bodyOf(Preferences, call("preferences/orders"));
const change = (call: Call, body: PreferencesEdit, key?: string) => bodyOf(Preferences, call("preferences/orders", { method: "PATCH", body, ...(key === undefined ? {} : { key }) }));

describe("how a person wants the list", () => {
  it("is kept for each person and organization, for a Viewer as well, and tells nobody [L1.20]", async () => {
    const { viewer, csr } = t.people;
    expect(await read(viewer.call)).toEqual(NO_PREFERENCES);
    const wanted: Preferences = { columns: ["number", "total", "one_of_a_newer_version"], widths: { total: 140 }, density: "compact", starred: [] };
    expect(await change(viewer.call, wanted)).toEqual(wanted);
    expect(await read(viewer.call)).toEqual(wanted);
    expect(await read(csr.call)).toEqual(NO_PREFERENCES);
    expect(await t.db.query({ sql: "SELECT count(*) AS n FROM change WHERE org_id = :org" })).toEqual([{ n: 0 }]);
    const elsewhere = await newTenant();
    expect((await problemOf(viewer.call(`/api/v1/${elsewhere.slug}/preferences/orders`))).code).toBe("not_found");
  });

  it("merges field by field, column by column; the last one of a field holds, and null takes a choice back [L1.21]", async () => {
    const { csr } = t.people;
    await Promise.all([change(csr.call, { widths: { total: 140 } }), change(csr.call, { widths: { status: 300 } }), change(csr.call, { density: "comfortable" })]);
    expect(await read(csr.call)).toEqual({ ...NO_PREFERENCES, widths: { total: 140, status: 300 }, density: "comfortable" });
    const key = crypto.randomUUID();
    expect((await change(csr.call, { widths: { total: null, status: 200 }, density: null }, key)).widths).toEqual({ status: 200 });
    await change(csr.call, { widths: { status: 260 } });
    // Sent again it does nothing more.
    expect(await change(csr.call, { widths: { total: null, status: 200 }, density: null }, key)).toEqual({ ...NO_PREFERENCES, widths: { status: 260 } });
  });

  it("refuses what no list could be drawn with, by field [L1.22]", async () => {
    const ask = (body: unknown) => problemOf(t.people.csr.call("preferences/orders", { method: "PATCH", body }));
    const { code, errors } = await ask({ widths: { total: 5, status: 99_999 }, columns: ["<b>"], density: "tiny", other: 1 });
    expect(code).toBe("invalid");
    expect(errors?.map((e) => e.field).sort()).toEqual(["columns.0", "density", "other", "widths.status", "widths.total"]);
    expect((await ask({ widths: { total: 12.5 } })).code).toBe("invalid");
    expect((await ask({ columns: [] })).detail).toBe("columns: Choose at least one column, or null for the usual ones.");
    expect((await ask({ columns: ["number", "total", "total"] })).detail).toBe("columns: Name each of the columns once.");
    expect((await ask({ starred: ["viw_1", "viw_1"] })).detail).toBe("starred: Name each of the views once.");
  });
});
