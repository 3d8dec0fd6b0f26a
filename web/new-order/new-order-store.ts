import { useNavigate } from "@solidjs/router";
import { createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import type { Accessor } from "solid-js";
import type { Totals } from "../../domain/money.ts";
import { newIdempotencyKey } from "../api.ts";
import { claimDraft } from "../drafts/stored-draft.ts";
import type { DraftPlace } from "../drafts/stored-draft.ts";
import { readAmount } from "../order/amount-text.ts";
import type { Names } from "../order/names.ts";
import { useScope } from "../session/organization-scope.tsx";
import { toast } from "../ui/toasts.ts";
import { emptyDraft, isBlank, NewOrderDraft, refusedFields, totalsOf, wantedOf } from "./new-order-draft.ts";
import { placeOrder } from "./place-order.ts";

/** How many half-taken orders one person may have open in tabs of one browser. */
const PLACES = 8;

export type PlacingState = "idle" | "placing" | "waiting" | "unanswered";

export interface NewOrderStore {
  readonly draft: Accessor<NewOrderDraft>;
  readonly totals: Accessor<Totals>;
  readonly state: Accessor<PlacingState>;
  /** Shown once placing was tried; what was corrected since goes away by itself. */
  readonly errorOf: (field: string) => string | undefined;
  /** What the server said as a whole. */
  readonly failure: Accessor<string | undefined>;
  readonly restored: Accessor<boolean>;
  readonly update: (change: (draft: NewOrderDraft) => NewOrderDraft) => void;
  readonly place: () => Promise<"placed" | "errors" | "failed">;
  readonly discard: () => void;
}

/** @param ready called once, when a draft that was kept, if any, is there */
export function createNewOrderStore(names: Accessor<Names | undefined>, ready: () => void): NewOrderStore {
  const scope = useScope();
  const navigate = useNavigate();
  const fresh = () => emptyDraft(newIdempotencyKey(), scope.user.id);
  const [draft, setDraft] = createSignal(fresh());
  const [restored, setRestored] = createSignal(false);
  const [tried, setTried] = createSignal(false);
  const [refused, setRefused] = createSignal<{ readonly of: NewOrderDraft; readonly errors: Record<string, string> }>();
  const [failure, setFailure] = createSignal<string>();
  const [state, setState] = createSignal<PlacingState>("idle");
  let kept: DraftPlace<NewOrderDraft> | undefined;
  let over = false;

  onCleanup(() => {
    over = true;
    kept?.release();
  });
  void claimDraft(`new-order.${scope.organization.id}.${scope.user.id}`, NewOrderDraft, PLACES).then((claimed) => {
    if (over) return claimed.release();
    kept = claimed;
    if (claimed.stored && isBlank(draft())) {
      setDraft(claimed.stored);
      setRestored(!isBlank(claimed.stored));
    }
    ready();
  });
  createEffect(() => {
    const now = draft();
    if (!over) kept?.keep(isBlank(now) ? null : now);
  });

  const fee = (text: string) => readAmount(text, scope.organization.currency, scope.organization.locale);
  const tax = createMemo(() => {
    const organization = names()?.organization;
    return { rate: organization?.taxRate ?? 0, inclusive: organization?.taxInclusive ?? true };
  });
  const wanted = createMemo(() => wantedOf(draft(), tax(), fee));

  function errorOf(field: string): string | undefined {
    const now = wanted();
    const told = refused();
    // The server's word holds for what it saw: for a line until that line is changed.
    const stands = told && sameField(told.of, draft(), field) ? told.errors[field] : undefined;
    if (stands !== undefined) return stands;
    if (now.ok) return undefined;
    // A quantity that is none is said at once; what is still missing only when placing was tried.
    return tried() || field === "fee" || field.startsWith("lines.") ? now.errors[field] : undefined;
  }

  async function place(): Promise<"placed" | "errors" | "failed"> {
    setTried(true);
    const now = wanted();
    if (!now.ok) return "errors";
    if (state() === "placing" || state() === "waiting") return "failed";
    const { key, sent } = draft();
    setState("placing");
    setFailure(undefined);
    setRefused(undefined);
    setDraft((before) => ({ ...before, sent: before.sent ?? now.order }));
    const seen = draft();
    const outcome = await placeOrder(scope, key, now.order, sent, () => setState("waiting"));
    if (outcome.kind === "unanswered") {
      setState("unanswered");
      return "failed";
    }
    setState("idle");
    if (outcome.kind === "refused") {
      // Refused as a whole: nothing was written, so nothing of this draft is under way.
      setDraft((before) => ({ ...before, sent: null }));
      setRefused({ of: seen, errors: refusedFields(outcome.problem, seen) });
      setFailure(outcome.problem.detail);
      return Object.keys(refusedFields(outcome.problem, seen)).length > 0 ? "errors" : "failed";
    }
    over = true;
    kept?.keep(null);
    toast(outcome.earlier ? `${outcome.order.number} was placed by your first press. What you changed after it is not in it.` : `${outcome.order.number} is placed`, { tone: outcome.earlier ? "error" : "done" });
    navigate(scope.path(`/orders/${outcome.order.id}`));
    return "placed";
  }

  // An order whose answer was lost is asked about again when the connection comes back.
  createEffect(on(() => scope.connection().state, (now) => now === "live" && state() === "unanswered" && void place(), { defer: true }));

  return {
    draft,
    totals: createMemo(() => totalsOf(draft(), tax(), fee)),
    state,
    errorOf,
    failure,
    restored,
    update: (change) => setDraft(change),
    place,
    discard() {
      setTried(false);
      setRefused(undefined);
      setFailure(undefined);
      setRestored(false);
      setState("idle");
      setDraft(fresh());
    },
  };
}

function sameField(before: NewOrderDraft, now: NewOrderDraft, field: string): boolean {
  if (!field.startsWith("lines.")) return JSON.stringify({ ...before, sent: null }) === JSON.stringify({ ...now, sent: null });
  const of = (draft: NewOrderDraft) => JSON.stringify(draft.lines.find((line) => `lines.${line.id}` === field));
  return of(before) === of(now);
}
