import { describe, expect, it } from "vitest";
import { applyFrame, EMPTY_REPLICA, greeting } from "../../../domain/replica.ts";
import type { Replica } from "../../../domain/replica.ts";
import type { ServerFrame } from "../../../domain/live.ts";
import { entries, importJob, request } from "./log-fixture.ts";

const welcome: ServerFrame = { type: "welcome", seq: 10, clientId: "cli_1", people: [], room: "r" };
const changes = (from: number, to: number): ServerFrame => ({ type: "changes", from, to, items: entries(from, to) });
const at = (seq: number): Replica => ({ seq, greeted: true });

describe("a replica", () => {
  it("starts from the welcome's seq if it holds nothing, else from its own [N5.1]", () => {
    expect(applyFrame(greeting(EMPTY_REPLICA), welcome).replica).toEqual(at(10));
    expect(applyFrame(greeting(at(7)), welcome).replica).toEqual(at(7));
  });

  it("applies what follows and drops what it has [N5.3]", () => {
    expect(applyFrame(at(10), changes(11, 13))).toEqual({ replica: at(13), effect: { kind: "apply", changes: entries(11, 13) } });
    expect(applyFrame(at(12), changes(11, 13))).toEqual({ replica: at(13), effect: { kind: "apply", changes: entries(13, 13) } });
    expect(applyFrame(at(13), changes(11, 13))).toEqual({ replica: at(13), effect: { kind: "none" } });
  });

  it("says hello again at a gap, and hears nothing until the welcome [N5.4]", () => {
    const gap = applyFrame(at(10), changes(12, 13));
    expect(gap.effect).toEqual({ kind: "rehello" });
    expect(applyFrame(gap.replica, changes(11, 11)).effect).toEqual({ kind: "none" });
    const back = applyFrame(gap.replica, welcome).replica;
    expect(applyFrame(back, changes(11, 13)).replica).toEqual(at(13));
  });

  it("does not trust a frame whose items are not what it says [N5.2]", () => {
    expect(applyFrame(at(10), { type: "changes", from: 11, to: 13, items: entries(11, 12) }).effect).toEqual({ kind: "rehello" });
  });

  it("reads again after a range, and starts over after a reset [N5.5, N7.1]", () => {
    expect(applyFrame(at(10), { type: "range", from: 11, to: 900, cause: importJob("job_1") })).toEqual({
      replica: at(900),
      effect: { kind: "reread", cause: importJob("job_1") },
    });
    expect(applyFrame(at(10), { type: "range", from: 12, to: 900, cause: request }).effect).toEqual({ kind: "rehello" });
    expect(applyFrame(at(10), { type: "reset", seq: 50_000 })).toEqual({ replica: { seq: 50_000, greeted: false }, effect: { kind: "reset" } });
  });
});
