import { beforeAll, describe, expect, it } from "vitest";
import { OrderGroups } from "../../../domain/group.ts";
import { OrderList } from "../../../domain/order-list.ts";
import { bodyOf, problemOf } from "../../harness/answer.ts";
import { newShop, SavedAnswer } from "../../harness/orders.ts";
import type { Shop } from "../../harness/orders.ts";
import { newTenant } from "../../harness/tenant.ts";
import type { Tenant } from "../../harness/tenant.ts";

let t: Tenant;
let stranger: Tenant;
let shop: Shop;
beforeAll(async () => {
  [t, stranger] = await Promise.all([newTenant(), newTenant()]);
  shop = await newShop(t);
});

const groups = (query: string) => bodyOf(OrderGroups, t.people.csr.call(`orders/groups?${query}`));

describe("the groups of the list", () => {
  it("are added up from what was written, and the list answers the orders of each [L5.34]", async () => {
    const me = t.people.csr.id;
    const mine = await Promise.all([1, 2].map(() => shop.place({ csrId: me })));
    const free = await shop.place({ csrId: null, fee: 499 });
    const sum = mine.reduce((total, order) => total + order.total, 0);
    const before = await groups("group=csr");
    expect(before).toMatchObject({ bounded: false });
    expect(before.groups).toEqual(expect.arrayContaining([{ key: me, orders: 2, total: sum }, { key: "none", orders: 1, total: free.total }]));

    const saved = await bodyOf(SavedAnswer, t.people.csr.call(`orders/${free.id}`, { method: "PATCH", body: { version: 1, edit: { csrId: me } } }));
    const after = await groups("group=csr");
    expect(after.groups).toEqual([{ key: me, orders: 3, total: sum + free.total }]);
    expect(after.seq).toBe(saved.seq);
    expect((await bodyOf(OrderList, t.people.csr.call(`orders?csr=${me}`))).rows).toHaveLength(3);

    const [today] = (await groups("group=day&placed=today")).groups;
    expect(today).toMatchObject({ orders: 3, total: sum + free.total });
    expect((await bodyOf(OrderList, t.people.csr.call(`orders?placed=${today?.key}..${today?.key}`))).rows).toHaveLength(3);
    expect((await groups(`group=status&csr=!${me}`)).groups).toEqual([]);
  });

  it("are one organization's, for who may read orders, by a field that exists [L5.36]", async () => {
    expect((await problemOf(t.people.csr.call("orders/groups?group=colour"))).detail).toContain("status, channel, csr, agent, day, payment, type");
    for (const query of ["", "?group=status&sort=total", "?group=day&placed=tomorrow"]) expect((await problemOf(t.people.csr.call(`orders/groups${query}`))).code).toBe("invalid");
    expect(await bodyOf(OrderGroups, stranger.people.csr.call("orders/groups?group=csr"))).toMatchObject({ groups: [] });
    expect((await problemOf(stranger.people.csr.call(`orders/groups?group=csr`.replace("orders", `../${t.slug}/orders`)))).code).toBe("not_found");
  });
});
