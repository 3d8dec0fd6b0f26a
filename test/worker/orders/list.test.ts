import { beforeAll, describe, expect, it } from "vitest";
import { OrderList } from "../../../domain/order-list.ts";
import { OrderGroups } from "../../../domain/group.ts";
import { SORT_FIELDS } from "../../../domain/order-sort.ts";
import { bodyOf, problemOf } from "../../harness/answer.ts";
import { newShop } from "../../harness/orders.ts";
import type { Shop } from "../../harness/orders.ts";
import { newTenant } from "../../harness/tenant.ts";
import type { Tenant } from "../../harness/tenant.ts";

let t: Tenant;
let shop: Shop;
beforeAll(async () => {
  t = await newTenant();
  shop = await newShop(t);
});

const list = (query: string, call = t.people.csr.call) => bodyOf(OrderList, call(`orders?${query}`));

describe("the list as the API has it", () => {
  it("goes on from a cursor in every sort, to the end and back, and refuses the cursor of another, or of the same the other way round [L6.20, SEC.65]", async () => {
    for (const [i, reference] of ["b", "", "A", "c", ""].entries()) await shop.place({ reference, tags: i % 2 ? ["gift"] : [], paymentMethod: i < 2 ? "card" : null, lines: [{ stockCode: "ANCHOR", quantity: 1 + (i % 3) }] });
    const whole = await list("limit=100");
    for (const field of SORT_FIELDS) {
      for (const sort of [field, `-${field}`]) {
        const all = (await list(`limit=100&sort=${sort}`)).rows.map((r) => r.id);
        expect([sort, all.toSorted()]).toEqual([sort, whole.rows.map((r) => r.id).toSorted()]);
        const paged: string[] = [];
        let last = await list(`limit=2&sort=${sort}`);
        for (let page = last; ; page = last = await list(`limit=2&sort=${sort}&after=${page.after ?? ""}`)) {
          paged.push(...page.rows.map((r) => r.id));
          if (page.after === null) break;
        }
        expect([sort, paged]).toEqual([sort, all]);
        const before = await list(`limit=2&sort=${sort}&before=${last.before ?? ""}`);
        expect([sort, before.rows.map((r) => r.id)]).toEqual([sort, all.slice(-last.rows.length - 2, -last.rows.length)]);
      }
    }
    const rising = await list("limit=2&sort=number");
    expect((await problemOf(t.people.csr.call(`orders?limit=2&sort=-number&after=${rising.after ?? ""}`))).detail).toBe("This cursor does not belong to this list. Start again without it.");
    const byTime = await list("limit=2");
    for (const sort of ["status", "reference", "total", "risk"]) expect((await problemOf(t.people.csr.call(`orders?limit=2&sort=${sort}&after=${byTime.after ?? ""}`))).code).toBe("invalid");
  });

  it("refuses what is no filter, stands there twice or is not understood, each at its name and with what to do [L4.32, L4.34, L4.35, SEC.27]", async () => {
    for (const path of ["orders?", "orders/groups?group=csr&"]) {
      const { code, errors, detail } = await problemOf(t.people.csr.call(`${path}status=a&status=b&limt=5&unpaid=maybe`));
      const expected = ["“status” stands there twice. Keep one of them.", "“limt” is no filter. Take it out, or correct it.", "“unpaid” cannot be “maybe”. Use true or false."];
      expect([path, code, errors?.map((e) => e.field).toSorted()]).toEqual([path, "invalid", ["limt", "status", "unpaid"]]);
      for (const sentence of expected) expect(detail).toContain(sentence);
      for (const query of ["email=", "phone=abc", "text=x", "reference=-"]) expect([query, (await problemOf(t.script.call(`${path}${query}`))).errors?.map((e) => e.field)]).toEqual([query, [query.split("=")[0]]]);
      const backwards = await problemOf(t.people.csr.call(`${path}total=100..1&placed=..`));
      expect([path, backwards.code, backwards.errors?.map((e) => e.field)]).toEqual([path, "invalid", ["total", "placed"]]);
    }
  });

  it("refuses filters where there are none: what is counted for all is not taken for some [SEC.27]", async () => {
    for (const path of ["orders/counts", "orders/tags"]) {
      expect((await problemOf(t.script.call(`${path}?csr=none`))).errors).toEqual([{ field: "csr", message: "There is no such field. Take it out, or correct its name." }]);
      expect((await t.script.call(path)).status).toBe(200);
    }
  });

  it("finds by an id that is unknown what the page finds: nothing of it, and all that are not of it; views and bulk actions take it as well [L4.31]", async () => {
    await shop.place({ reference: "known" });
    const all = (await list("limit=200")).rows.length;
    for (const field of ["status", "channel", "csr", "agent", "microsite", "tag"]) {
      const one = await list(`limit=200&${field}=gone_1`);
      const others = await list(`limit=200&${field}=!gone_1`);
      expect([field, one.rows.length, one.bounded, others.rows.length]).toEqual([field, 0, false, all]);
      expect((await t.people.csr.call("views", { method: "POST", body: { name: field, shared: false, query: `${field}=gone_1` } })).status).toBe(201);
      expect((await t.people.csr.call("bulk", { method: "POST", body: { kind: "tags", query: `${field}=gone_1` } })).status).toBe(201);
      expect((await t.script.call(`orders/groups?group=status&${field}=gone_1`)).status).toBe(200);
    }
  });

  it("shows deleted orders to who may restore them, and to nobody else, in groups and bulk actions too [L3.22]", async () => {
    const gone = await shop.place({ reference: "gone" });
    await t.people.admin.call(`orders/${gone.id}`, { method: "DELETE" });
    const found = await list("deleted=true", t.people.superadmin.call);
    expect([found.rows.map((r) => r.id), found.count]).toEqual([[gone.id], 1]);
    expect((await list("deleted=true&status=sta_nobody&sort=status", t.people.superadmin.call)).rows).toEqual([]);
    expect((await bodyOf(OrderGroups, t.people.superadmin.call("orders/groups?group=csr&deleted=true"))).groups.map((g) => g.orders)).toEqual([1]);
    for (const path of ["orders?deleted=true", "orders/groups?group=csr&deleted=true"]) {
      const problem = await problemOf(t.people.admin.call(path));
      expect([path, problem.code, problem.detail]).toEqual([path, "forbidden", expect.stringContaining("SuperAdmin")]);
    }
    expect((await problemOf(t.people.admin.call("bulk", { method: "POST", body: { kind: "tags", query: "deleted=true" } }))).code).toBe("forbidden");
  });
});
