import { deciding, NO } from "./states-case.ts";
import type { StatesCase } from "./states-case.ts";

const input = { text: "refund", low: 2, high: 10, yes: true, none: null, digits: "9" };
const times = { early: "2026-03-02T00:00:00Z", late: "2026-03-02T09:00:00+08:00", odd: "2 March" };

const holds = (
  name: string,
  rule: Readonly<Record<string, unknown>>,
  more?: Partial<StatesCase>,
) => ({
  name,
  definition: deciding(rule),
  input: { ...input, ...times },
  output: true,
  ...more,
});
const fails = (name: string, rule: Readonly<Record<string, unknown>>, peer?: string) =>
  holds(name, rule, { output: NO, ...(peer === undefined ? {} : { peer }) });

/** Every operator of a Choice state. @source Amazon States Language, Choice State */
export const choiceCases: readonly StatesCase[] = [
  holds("StringEquals", { Variable: "$.text", StringEquals: "refund" }),
  fails("StringEquals of another text", { Variable: "$.text", StringEquals: "Refund" }),
  holds("StringEqualsPath", { Variable: "$.text", StringEqualsPath: "$.text" }),
  holds("StringLessThan", { Variable: "$.text", StringLessThan: "s" }),
  holds("StringGreaterThan", { Variable: "$.text", StringGreaterThan: "a" }),
  holds("StringLessThanEquals", { Variable: "$.text", StringLessThanEquals: "refund" }),
  holds("StringGreaterThanEquals", { Variable: "$.text", StringGreaterThanEquals: "refund" }),
  holds("StringMatches: a star is any text", { Variable: "$.text", StringMatches: "re*d" }),
  fails(
    "StringMatches: other signs mean themselves",
    { Variable: "$.text", StringMatches: "ref?nd" },
    "takes ? for any one character",
  ),
  fails("StringMatches: an escaped star is a star", {
    Variable: "$.text",
    StringMatches: String.raw`re\*`,
  }),
  holds("NumericEquals", { Variable: "$.low", NumericEquals: 2 }),
  holds("NumericEqualsPath", { Variable: "$.low", NumericEqualsPath: "$.low" }),
  holds("NumericLessThan", { Variable: "$.low", NumericLessThan: 10 }),
  holds("NumericLessThanPath", { Variable: "$.low", NumericLessThanPath: "$.high" }),
  holds("NumericGreaterThan", { Variable: "$.high", NumericGreaterThan: 9 }),
  holds("NumericLessThanEquals", { Variable: "$.low", NumericLessThanEquals: 2 }),
  holds("NumericGreaterThanEquals", { Variable: "$.low", NumericGreaterThanEquals: 2 }),
  fails(
    "a text is never a number, even of digits",
    { Variable: "$.digits", NumericLessThan: 10 },
    "compares the text as a number",
  ),
  fails(
    "a number is never a text",
    { Variable: "$.low", StringLessThan: "9" },
    "compares the number as a text",
  ),
  holds("BooleanEquals", { Variable: "$.yes", BooleanEquals: true }),
  holds("BooleanEqualsPath", { Variable: "$.yes", BooleanEqualsPath: "$.yes" }),
  holds("TimestampEquals, whatever the offset", {
    Variable: "$.late",
    TimestampEquals: "2026-03-02T01:00:00Z",
  }),
  holds("TimestampLessThan", { Variable: "$.early", TimestampLessThan: "2026-03-02T00:00:01Z" }),
  holds("TimestampLessThanPath", { Variable: "$.early", TimestampLessThanPath: "$.late" }),
  holds("TimestampGreaterThanPath", { Variable: "$.late", TimestampGreaterThanPath: "$.early" }),
  holds("TimestampGreaterThanEquals", {
    Variable: "$.late",
    TimestampGreaterThanEquals: "2026-03-02T01:00:00Z",
  }),
  holds("TimestampLessThanEquals", {
    Variable: "$.early",
    TimestampLessThanEquals: "2026-03-02T00:00:00Z",
  }),
  holds("IsNull", { Variable: "$.none", IsNull: true }),
  holds(
    "IsNull: false",
    { Variable: "$.text", IsNull: false },
    { peer: "never lets a type test of false hold" },
  ),
  holds("IsPresent", { Variable: "$.none", IsPresent: true }),
  fails("IsPresent of what is not there", { Variable: "$.missing", IsPresent: true }),
  holds(
    "IsPresent: false",
    { Variable: "$.missing", IsPresent: false },
    { peer: "never lets a type test of false hold" },
  ),
  holds("IsNumeric", { Variable: "$.low", IsNumeric: true }),
  holds("IsString", { Variable: "$.text", IsString: true }),
  holds("IsBoolean", { Variable: "$.yes", IsBoolean: true }),
  holds("IsTimestamp", { Variable: "$.late", IsTimestamp: true }),
  fails("IsTimestamp of other text", { Variable: "$.odd", IsTimestamp: true }),
  holds("And holds when all hold", {
    And: [
      { Variable: "$.low", IsPresent: true },
      { Variable: "$.low", NumericEquals: 2 },
    ],
  }),
  fails("And asks no further once one does not hold", {
    And: [
      { Variable: "$.missing", IsPresent: true },
      { Variable: "$.missing", NumericEquals: 2 },
    ],
  }),
  holds("Or holds when one holds", {
    Or: [
      { Variable: "$.low", NumericEquals: 3 },
      { Variable: "$.yes", BooleanEquals: true },
    ],
  }),
  holds("Not", { Not: { Variable: "$.low", NumericEquals: 3 } }),
  {
    ...holds("a Variable that leads nowhere fails the execution", {
      Variable: "$.missing",
      StringEquals: "x",
    }),
    output: undefined,
    error: "States.Runtime",
  },
  {
    ...holds("a path to a value of another kind fails the execution", {
      Variable: "$.text",
      StringEqualsPath: "$.low",
    }),
    output: undefined,
    error: "States.Runtime",
  },
  {
    name: "the first rule that holds decides",
    definition: {
      StartAt: "Decide",
      States: {
        Decide: {
          Type: "Choice",
          Choices: [
            { Variable: "$.low", NumericEquals: 3, Next: "First" },
            { Variable: "$.low", NumericEquals: 2, Next: "Second" },
            { Variable: "$.yes", BooleanEquals: true, Next: "First" },
          ],
        },
        First: { Type: "Pass", Result: "first", End: true },
        Second: { Type: "Pass", Result: "second", End: true },
      },
    },
    input,
    output: "second",
  },
  {
    name: "no rule and no Default fail with States.NoChoiceMatched",
    definition: {
      StartAt: "Decide",
      States: {
        Decide: { Type: "Choice", Choices: [{ Variable: "$.low", NumericEquals: 3, Next: "End" }] },
        End: { Type: "Succeed" },
      },
    },
    input,
    error: "States.NoChoiceMatched",
  },
];
