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
  it("goes on from a cursor in every sort, to the end and back, and refuses the cursor of another [L6.20]", async () => {
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
    const byTime = await list("limit=2");
    for (const sort of ["status", "reference", "total", "risk"]) expect((await problemOf(t.people.csr.call(`orders?limit=2&sort=${sort}&after=${byTime.after ?? ""}`))).code).toBe("invalid");
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
