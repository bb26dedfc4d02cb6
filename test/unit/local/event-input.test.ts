import { describe, expect, it } from "vitest";
import { inputFor } from "../../../local/events/event-input.ts";

const RULE = "arn:aws-cn:events:cn-north-1:000000000000:rule/r";
const event = {
  time: "2026-03-02T01:00:00Z",
  detail: { id: "enr_1", amountFen: 5, name: 'say "hi"', list: [{ x: 1 }] },
};

describe("the input of a rule's target", () => {
  it.each([
    ["the whole event without a setting", {}, event],
    ["a constant", { Input: '{"a":1}' }, { a: 1 }],
    ["a part by path", { InputPath: "$.detail.list[0].x" }, 1],
    [
      "values in quotes as text, escaped",
      {
        InputTransformer: { InputPathsMap: { n: "$.detail.name" }, InputTemplate: '{"t":"<n>!"}' },
      },
      { t: 'say "hi"!' },
    ],
    [
      "values outside of quotes as JSON",
      {
        InputTransformer: {
          InputPathsMap: { n: "$.detail.name", a: "$.detail.amountFen" },
          InputTemplate: '{"n":<n>,"a":<a>}',
        },
      },
      { n: 'say "hi"', a: 5 },
    ],
    [
      "a missing value as empty text",
      {
        InputTransformer: { InputPathsMap: { m: "$.detail.missing" }, InputTemplate: '{"m":<m>}' },
      },
      { m: "" },
    ],
    [
      "the rule and the event itself",
      {
        InputTransformer: {
          InputPathsMap: {},
          InputTemplate: '{"r":<aws.events.rule-arn>,"e":<aws.events.event>}',
        },
      },
      { r: RULE, e: event },
    ],
    [
      "text where the template gives no JSON",
      {
        InputTransformer: {
          InputPathsMap: { i: "$.detail.amountFen" },
          InputTemplate: "paid <i> fen",
        },
      },
      "paid 5 fen",
    ],
  ])("is %s", (_name, target, expected) => {
    expect(inputFor(target, event, RULE)).toEqual(expected);
  });
});
