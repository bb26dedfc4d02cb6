import { only } from "./states-case.ts";
import type { StatesCase } from "./states-case.ts";

const input = { id: "enr_1", n: 3, list: [1, 2, 2, 3], map: { a: 1 }, other: { a: 2, b: 3 } };

const gives = (call: string, value: unknown, peer?: string): StatesCase => ({
  name: call,
  definition: only({ Type: "Pass", Parameters: { "value.$": call } }),
  input,
  output: { value },
  ...(peer === undefined ? {} : { peer }),
});
const refused = (call: string, peer?: string): StatesCase => ({
  name: `${call} fails with States.IntrinsicFailure`,
  definition: only({ Type: "Pass", Parameters: { "value.$": call } }),
  input,
  error: "States.IntrinsicFailure",
  ...(peer === undefined ? {} : { peer }),
});
const WRONG_NAME = "fails with States.Runtime, which nothing can catch";

/** The intrinsic functions. @source Amazon States Language, Appendix B */
export const intrinsicCases: readonly StatesCase[] = [
  gives("States.Format('{} has {} lessons', $.id, $.n)", "enr_1 has 3 lessons"),
  gives(String.raw`States.Format('it\'s \{{}\}', $.n)`, "it's {3}"),
  gives("States.Format('(a) {}', $.n)", "(a) 3"),
  gives("States.Format('a (b, {}', $.n)", "a (b, 3", "counts brackets within text"),
  gives("States.StringToJson('[1,2]')", [1, 2]),
  gives("States.JsonToString($.map)", '{"a":1}'),
  gives("States.Array($.id, 1, true, null)", ["enr_1", 1, true, null]),
  gives("States.ArrayPartition($.list, 3)", [[1, 2, 2], [3]]),
  gives("States.ArrayContains($.list, 2)", true),
  gives("States.ArrayRange(1, 9, 4)", [1, 5, 9]),
  gives("States.ArrayGetItem($.list, 3)", 3),
  gives("States.ArrayLength($.list)", 4),
  gives("States.ArrayUnique($.list)", [1, 2, 3]),
  gives("States.Base64Encode('退费')", "6YCA6LS5", "encodes Latin letters only"),
  gives("States.Base64Decode('cmVmdW5k')", "refund"),
  gives("States.Hash('abc', 'SHA-1')", "a9993e364706816aba3e25717850c26c9cd0d89d"),
  gives("States.Hash('abc', 'MD5')", "900150983cd24fb0d6963f7d28e17f72"),
  gives("States.JsonMerge($.map, $.other, false)", { a: 2, b: 3 }),
  gives("States.MathAdd($.n, -1)", 2),
  gives("States.StringSplit('a,b;c', ',;')", ["a", "b", "c"], "takes the separators for one, ',;'"),
  gives("States.ArrayLength(States.StringSplit($.id, '_'))", 2),
  gives("States.Format('{}', $$.Execution.Input.id)", "enr_1"),
  refused("States.Format('{} and {}', $.n)", WRONG_NAME),
  refused("States.ArrayGetItem($.list, 9)", WRONG_NAME),
  refused("States.StringToJson('{')", "fails with the name of a JavaScript error"),
  refused("States.MathAdd($.id, 1)", WRONG_NAME),
  refused("States.JsonMerge($.map, $.other, true)", WRONG_NAME),
];
