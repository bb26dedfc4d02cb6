import { describe, expect, it } from "vitest";
import { deciding, only } from "../support/workflows/cases/states-case.ts";
import { asking, working } from "../support/workflows/definitions.ts";
import { functionArn, machineRoom } from "../support/workflows/machine-room.ts";

const functions = { work: () => null, ask: () => null };
const pass = { Type: "Pass", End: true };

/** What the runtime must say at its start, so that nothing runs otherwise than deployed. */
const refused: readonly (readonly [string, unknown, RegExp])[] = [
  ["JSONata for a machine", { ...working(), QueryLanguage: "JSONata" }, /only JSONPath runs here/],
  ["JSONata for a state", only({ ...pass, QueryLanguage: "JSONata" }), /only JSONPath runs here/],
  ["a field of JSONata", only({ ...pass, Output: "{% 1 %}" }), /Unrecognized key: "Output"/],
  ["variables", only({ ...pass, Assign: { a: 1 } }), /Unrecognized key: "Assign"/],
  [
    "a service that does not run here",
    only({ Type: "Task", Resource: "arn:aws:states:::dynamodb:getItem", End: true }),
    /State has the resource arn:aws:states:::dynamodb:getItem; what runs here is .*events:putEvents/,
  ],
  [
    "an execution that waits for another",
    only({ Type: "Task", Resource: "arn:aws:states:::states:startExecution.sync", End: true }),
    /State has the resource arn:aws:states:::states:startExecution\.sync/,
  ],
  [
    "a function that is not there",
    only({ Type: "Task", Resource: functionArn("gone"), End: true }),
    /State calls .*:function:gone, which is no function of the assembly/,
  ],
  [
    "a parameter that is not understood",
    asking({
      Parameters: { FunctionName: functionArn("ask"), Qualifier: "1", "P.$": "$$.Task.Token" },
    }),
    /Ask has the parameter Qualifier.*; Ask has the parameter P\.\$/,
  ],
  [
    "a token that nobody gets",
    asking({ Parameters: { FunctionName: functionArn("ask") } }),
    /Ask waits for a token and gives it to nobody/,
  ],
  [
    "a way to nowhere",
    { StartAt: "A", States: { A: { Type: "Pass", Next: "Gone" } } },
    /A leads to Gone/,
  ],
  ["a start that is not there", { ...working(), StartAt: "Gone" }, /StartAt leads to Gone/],
  [
    "a state without a way",
    { StartAt: "A", States: { A: { Type: "Pass" } } },
    /either Next or End/,
  ],
  [
    "two states of one name",
    only({ Type: "Parallel", Branches: [only(pass)], End: true }),
    /two states are called State/,
  ],
  [
    "an unknown operator",
    deciding({ Variable: "$.a", NumericIs: 1 }),
    /NumericIs is not an operator/,
  ],
  [
    "an operand of another kind",
    deciding({ Variable: "$.a", NumericEquals: "1" }),
    /"1" does not suit NumericEquals/,
  ],
  [
    "two operators at once",
    deciding({ Variable: "$.a", NumericEquals: 1, IsNull: true }),
    /one Variable and one operator/,
  ],
  [
    "an unknown intrinsic function",
    only({ ...pass, Parameters: { "a.$": "States.Sum(1, 2)" } }),
    /a\.\$: there is no intrinsic function States\.Sum/,
  ],
  [
    "a path that is none",
    only({ ...pass, Parameters: { "a.$": "order.id" } }),
    /a\.\$: "order\.id" is not/,
  ],
  ["a result put at many places", only({ ...pass, ResultPath: "$.a[*]" }), /Reference Path/],
  ["two lengths of waiting", only({ Type: "Wait", Seconds: 1, SecondsPath: "$.s" }), /has one of/],
  [
    "a distributed Map",
    only({
      Type: "Map",
      ItemProcessor: { ...working(), ProcessorConfig: { Mode: "DISTRIBUTED" } },
    }),
    /only inline Map states run here/,
  ],
];

describe("a definition is refused at start that has", () => {
  it.each(refused)("%s", (_what, definition, message) => {
    expect(() => machineRoom({ definition, functions })).toThrow(message);
  });

  it("and the message names the stack and the machine", () => {
    const definition = { ...working(), QueryLanguage: "JSONata" };
    expect(() => machineRoom({ definition, functions })).toThrow(
      "stack Test, state machine machine does not run here",
    );
  });
});
