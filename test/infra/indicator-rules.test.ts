import { beforeAll, describe, expect, it } from "vitest";
import { allIndicators } from "../../domain/risk/indicators/all.ts";
import { FACT_NAMES } from "../../domain/shared/fact-names.ts";
import { FactsChanged } from "../../events/risk.ts";
import { inputFor, TargetInput } from "../../local/events/event-input.ts";
import { matchesPattern } from "../../local/events/event-pattern.ts";
import { parseSchedule } from "../../local/events/schedule-expression.ts";
import { exampleOf, onTheBus } from "../support/event-examples.ts";
import { functionsOf } from "../support/functions-of.ts";
import { type Synthesised, synthesised } from "../support/synthesised.ts";
import * as z from "zod";

const Rule = z.looseObject({
  EventPattern: z.record(z.string(), z.unknown()).optional(),
  ScheduleExpression: z.string().optional(),
  Targets: z.array(TargetInput.extend({ Arn: z.unknown() })).length(1),
});
type Rule = z.infer<typeof Rule>;

let deployment: Synthesised;

beforeAll(async () => {
  deployment = await synthesised("example");
});

function rulesTo(id: string): readonly Rule[] {
  const made = functionsOf(deployment).find((one) => one.id === id);
  return deployment
    .ofType("AWS::Events::Rule")
    .map((rule) => Rule.parse(rule.Properties))
    .filter(({ Targets: [target] }) => {
      const named = target && deployment.targetOf(target.Arn);
      return named !== undefined && named === made?.resource.logicalId;
    });
}

const onBusWith = (facts: readonly string[]) => {
  const event = exampleOf(FactsChanged.detailType);
  return onTheBus({ ...event, data: { ...event.data, facts } });
};

const heard = (rule: Rule, event: unknown): boolean =>
  rule.EventPattern !== undefined && matchesPattern(rule.EventPattern, event);

/** What the function gets through a rule. */
const given = ({ Targets: [target] }: Rule, event: unknown): unknown =>
  inputFor(target ?? {}, event, "arn:rule");

const indicatorIdOf = (rule: Rule): unknown =>
  z.object({ indicatorId: z.string() }).parse(given(rule, onBusWith(["paidFen"]))).indicatorId;

const byFacts = allIndicators
  .filter(({ trigger }) => trigger === "facts")
  .map(({ id, facts, wakers = facts }) => ({ id, wakers }));

describe("the rules of indicators", () => {
  it("are one for each that facts alone can raise, and no others", () => {
    const ids = rulesTo("evaluateIndicator").map(indicatorIdOf);
    expect(ids.toSorted()).toEqual(byFacts.map(({ id }) => id).toSorted());
  });

  it.each(byFacts)("$id is woken by each of its facts, and by no other", ({ id, wakers }) => {
    const rule = rulesTo("evaluateIndicator").find((one) => indicatorIdOf(one) === id);
    if (rule === undefined) throw new Error(`${id} has a rule`);
    const waking = FACT_NAMES.filter((fact) => heard(rule, onBusWith([fact])));
    expect(waking.toSorted()).toEqual([...wakers].toSorted());
    const [first = "paidFen"] = wakers;
    expect(heard(rule, onBusWith(["licenceEndsOn", first]))).toBe(true);
  });

  it("wake the signs of closing by what is told of them, not by each lesson", () => {
    const rule = rulesTo("evaluateIndicator").find((one) => indicatorIdOf(one) === "closing-signs");
    if (rule === undefined) throw new Error("closing-signs has a rule");
    expect(heard(rule, onBusWith(["staffCount"]))).toBe(true);
    expect(heard(rule, onBusWith(["legalPersonChangeCount"]))).toBe(true);
    expect(heard(rule, onBusWith(["lessonTaughtCount", "liabilityFen"]))).toBe(false);
  });

  it("hand the event on as it came, with the indicator beside it", () => {
    const event = onBusWith(["refundOverdueCount"]);
    const rule = rulesTo("evaluateIndicator").find((one) => heard(one, event));
    expect(rule && given(rule, event)).toEqual({
      indicatorId: "overdue-refunds",
      "detail-type": FactsChanged.detailType,
      detail: (event as { readonly detail: unknown }).detail,
    });
  });
});

describe("the night's evaluation", () => {
  it("begins at half past midnight in Shanghai", () => {
    const [rule] = rulesTo("evaluateDaily");
    const noon = Date.parse("2026-03-02T12:00:00+08:00");
    expect(parseSchedule(rule?.ScheduleExpression ?? "").next(noon)).toBe(
      Date.parse("2026-03-03T00:30:00+08:00"),
    );
  });
});
