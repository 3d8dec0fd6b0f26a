import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { retirePerson } from "../../../db/member.ts";
import { Problem } from "../../../domain/problem.ts";
import { MOST_VIEWS, SavedView } from "../../../domain/saved-view.ts";
import type { SavedViewEdit } from "../../../domain/saved-view.ts";
import { bodyOf, problemOf } from "../../harness/answer.ts";
import { LiveClient, liveOf } from "../../harness/live-client.ts";
import { newTenant } from "../../harness/tenant.ts";
import type { Call, Tenant } from "../../harness/tenant.ts";

let t: Tenant;
beforeAll(async () => {
  t = await newTenant();
});

const Answer = v.object({ view: SavedView });
const create = async (call: Call, body: unknown, key?: string) => (await bodyOf(Answer, call("views", { method: "POST", body, ...(key === undefined ? {} : { key }) }))).view;
const save = (call: Call, { id, version }: Pick<SavedView, "id" | "version">, edit: SavedViewEdit, key?: string) => call(`views/${id}`, { method: "PATCH", body: { version, edit }, ...(key === undefined ? {} : { key }) });
const list = async (call: Call) => (await bodyOf(v.object({ views: v.array(SavedView) }), call("views"))).views;
const seen = async (call: Call, id: string) => (await list(call)).find((view) => view.id === id);

describe("a saved view", () => {
  it("keeps filter, sort and columns as an address writes them, and refuses what it cannot read [L5.1, L5.2]", async () => {
    const { csr } = t.people;
    const view = await create(csr.call, { name: "Dear and late", shared: false, query: "?sort=-total&total=100000..&quick=unpaid&columns=number,total,csr" });
    expect(view).toMatchObject({ name: "Dear and late", shared: false, query: "quick=unpaid&total=100000..&sort=-total&columns=number%2Ctotal%2Ccsr", version: 1, owner: { id: csr.id, name: csr.name, active: true } });
    const refused = await problemOf(csr.call("views", { method: "POST", body: { name: " ", shared: false, query: "total=cheap&columns=number,smell&limit=5&quick=all&quick=today" } }));
    expect(refused.code).toBe("invalid");
    expect(refused.errors?.map((e) => [e.field, e.message])).toEqual([["name", "Fill this in."], ["query", "“limit” is no filter. Take it out, or correct it."], ["query", "“quick” stands there twice. Keep one of them."], ["query", "“total” cannot be “cheap”. Use two whole numbers with two dots between them, the smaller one first, such as 10..50; one of them may be left out."], ["query", expect.stringMatching(/^“columns” cannot be “smell”\. Use one of number, placed, /u)]]);
    expect((await problemOf(csr.call("views", { method: "POST", body: { name: "x".repeat(61), shared: false, query: "" } }))).errors?.[0]?.message).toBe("Use at most 60 characters.");
  });

  it("is its owner's alone until it is shared; then all see it, and hear of each change at once [L5.3, L5.4]", async () => {
    const { csr, csr2, viewer, admin } = t.people;
    const ears = await LiveClient.open(liveOf(t, csr2));
    const view = await create(csr.call, { name: "Mine", shared: false, query: "text=Ann" });
    for (const other of [csr2, admin]) {
      expect(await seen(other.call, view.id)).toBeUndefined();
      expect((await problemOf(save(other.call, view, { name: "Theirs" }))).code).toBe("not_found");
      expect((await problemOf(other.call(`views/${view.id}`, { method: "DELETE" }))).code).toBe("not_found");
    }
    await bodyOf(Answer, save(csr.call, view, { shared: true }));
    expect(await seen(viewer.call, view.id)).toMatchObject({ name: "Mine", shared: true, version: 2 });
    await ears.until(() => ears.changes.filter((c) => c.entityId === view.id).length === 2, "both changes of the view");
    // A personal view is nobody else's, and its filter may name a customer.
    expect(ears.changes.filter((c) => c.entityId === view.id)).toMatchObject([1, 2].map((version) => ({ entity: "view", kind: "view.saved", version, patch: version === 1 ? {} : { shared: [null, null] }, row: null })));
    ears.close();
  });

  it("is shared by who works on orders, not by who only looks, who has views of their own all the same [L5.10]", async () => {
    const { viewer, fulfilment } = t.people;
    const refused = await problemOf(viewer.call("views", { method: "POST", body: { name: "For all", shared: true, query: "" } }));
    expect([refused.code, refused.detail]).toEqual(["forbidden", "Your role does not allow sharing views. Save it for yourself, or ask a colleague to share it."]);
    const own = await create(viewer.call, { name: "Mine", shared: false, query: "" });
    expect((await problemOf(save(viewer.call, own, { shared: true }))).code).toBe("forbidden");
    expect(await create(fulfilment.call, { name: "To pick", shared: true, query: "" })).toMatchObject({ shared: true });
    await create(viewer.call, { name: "Mine again", shared: false, query: "" });
  });

  it("is changed by its owner and by who manages the organization, and stays when its owner has left [L5.5]", async () => {
    const { csr2, admin, viewer } = t.people;
    const leaver = await t.addPerson("csr", "Lea Ver");
    const view = await create(leaver.call, { name: "Hers", shared: true, query: "" });
    const refused = await problemOf(save(csr2.call, view, { name: "Mine now" }));
    expect([refused.code, refused.detail]).toEqual(["forbidden", "This view is Lea Ver's. Save yours under another name."]);
    expect((await problemOf(viewer.call(`views/${view.id}`, { method: "DELETE" }))).code).toBe("forbidden");
    expect((await problemOf(save(admin.call, view, { shared: false }))).detail).toBe("Only Lea Ver can make this view personal. Delete it, if nobody needs it.");
    await retirePerson(t.db, leaver.id);
    expect(await seen(csr2.call, view.id)).toMatchObject({ owner: { name: "Lea Ver", active: false } });
    expect((await bodyOf(Answer, save(admin.call, view, { name: "Ours" }))).view).toMatchObject({ name: "Ours", updatedBy: admin.name, owner: { name: "Lea Ver" } });
  });

  it("that two people save at once asks the second, with theirs and mine; different fields merge [L5.6]", async () => {
    const { csr, admin } = t.people;
    const view = await create(csr.call, { name: "Both", shared: true, query: "quick=unpaid" });
    await bodyOf(Answer, save(admin.call, view, { query: "quick=on_hold" }));
    const answer = await save(csr.call, view, { query: "quick=high_risk" });
    expect(answer.status).toBe(409);
    const problem = v.parse(Problem, await answer.json());
    expect(problem).toMatchObject({ version: 2, conflicts: [{ field: "query", theirs: "quick=on_hold", mine: "quick=high_risk", by: admin.name }] });
    expect(problem.detail).toBe(`${admin.name} changed the view “Both” meanwhile. Take theirs, save yours over it, or save yours under another name.`);
    expect((await bodyOf(Answer, save(csr.call, view, { name: "Both of us" }))).view).toMatchObject({ name: "Both of us", query: "quick=on_hold", version: 3 });
    const future = await problemOf(save(csr.call, { id: view.id, version: 99 }, { query: "quick=today" }));
    expect([future.code, future.detail, future.version, future.conflicts]).toEqual(["conflict", "The view “Both of us” is at version 3. Read it again.", 3, []]);
    // All at once: one after another they are asked, and none is lost unseen.
    const now = await seen(csr.call, view.id);
    const answers = await Promise.all(["today", "yesterday", "preorders"].map((quick) => save(csr.call, now ?? view, { query: `quick=${quick}` })));
    expect(answers.filter((a) => a.status === 409)).toHaveLength(2);
  });

  it("is deleted and restored, each once, however often it is sent [L5.7]", async () => {
    const { csr, csr2 } = t.people;
    const key = crypto.randomUUID();
    const view = await create(csr.call, { name: "Gone", shared: true, query: "" }, key);
    expect(await create(csr.call, { name: "Gone", shared: true, query: "" }, key)).toEqual(view);
    const remove = () => csr.call(`views/${view.id}`, { method: "DELETE", key: `${key}-2` });
    expect((await remove()).status).toBe(204);
    expect((await remove()).status).toBe(204);
    expect(await seen(csr2.call, view.id)).toBeUndefined();
    const gone = await problemOf(save(csr.call, view, { name: "Back" }));
    expect([gone.code, gone.detail]).toEqual(["not_found", "This view was deleted, or it is not shared with you."]);
    const back = await bodyOf(Answer, csr.call(`views/${view.id}/restore`, { method: "POST" }));
    expect(back.view).toMatchObject({ name: "Gone", version: 3 });
    expect(await seen(csr2.call, view.id)).toEqual(back.view);
    const renamed = `${key}-3`;
    const first = await bodyOf(Answer, save(csr.call, back.view, { name: "Again" }, renamed));
    expect(await bodyOf(Answer, save(csr.call, back.view, { name: "Again" }, renamed))).toEqual(first);
  });

  it("is one of a hundred at most of each kind, and says so [L5.8]", async () => {
    const crowd = await newTenant();
    const { csr, csr2 } = crowd.people;
    const names = Array.from({ length: MOST_VIEWS }, (_, i) => `View ${i}`);
    const made = await Promise.all(names.map((name) => create(csr.call, { name, shared: false, query: "" })));
    const refused = await problemOf(csr.call("views", { method: "POST", body: { name: "One more", shared: false, query: "" } }));
    expect([refused.code, refused.detail]).toEqual(["refused", "There are 100 views of yours already. Delete one that nobody needs, and save again."]);
    const shared = await create(csr.call, { name: "Shared", shared: true, query: "" });
    expect((await problemOf(save(csr.call, shared, { shared: false }))).code).toBe("refused");
    await create(csr2.call, { name: "Another's", shared: false, query: "" });
    const [first] = made;
    expect((await csr.call(`views/${first?.id}`, { method: "DELETE" })).status).toBe(204);
    await create(csr.call, { name: "Now", shared: false, query: "" });
    expect((await problemOf(csr.call(`views/${first?.id}/restore`, { method: "POST" }))).code).toBe("refused");
  });

  it("is read by a script if it is shared, and written by people only [L5.9]", async () => {
    const view = await create(t.people.csr.call, { name: "For scripts", shared: true, query: "quick=unpaid&group=status&columns=total" });
    const personal = await create(t.people.csr.call, { name: "Not for scripts", shared: false, query: "" });
    const found = await list(t.script.call);
    expect(found.find((one) => one.id === view.id)).toEqual(view);
    expect(found.some((one) => one.id === personal.id)).toBe(false);
    expect((await t.script.call(`orders?${view.query}`)).status).toBe(200);
    expect((await problemOf(t.script.call("views", { method: "POST", body: { name: "S", shared: true, query: "" } }))).code).toBe("forbidden");
    expect((await problemOf(t.script.call("preferences/orders"))).code).toBe("forbidden");
  });
});
