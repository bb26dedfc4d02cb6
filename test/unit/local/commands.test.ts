import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { commandOptions, startOptions } from "../../../local/commands/command-line.ts";
import { durationMs } from "../../../local/door/duration.ts";
import { javaMajor } from "../../../local/commands/java.ts";
import { projectRoot } from "../../../local/build/project.ts";
import { closingLine, outcomeOf } from "../../../local/commands/test-run.ts";

describe("durations", () => {
  it.each([
    ["P1D", 86_400_000],
    ["PT2H30M", 9_000_000],
    ["P1W", 604_800_000],
    ["P1DT1S", 86_401_000],
  ])("%s is %i milliseconds", (text, milliseconds) => {
    expect(durationMs(text)).toBe(milliseconds);
  });

  it.each(["", "P", "PT", "P1DT", "1D", "P1M", "P1Y", "P-1D", "PT1.5H"])("refuses %j", (text) => {
    expect(() => durationMs(text)).toThrow(RangeError);
  });
});

describe("the version of Java", () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['java version "1.8.0_401"', 8],
    ['openjdk version "26" 2026-03-17', 26],
    ["command not found", undefined],
  ])("is read from %j", (printed, major) => {
    expect(javaMajor(printed)).toBe(major);
  });
});

describe("the options of npm start", () => {
  it("have the documented defaults", () => {
    expect(startOptions([])).toEqual({
      port: 4080,
      dataDir: join(projectRoot, ".local"),
      isEmpty: false,
      isEphemeral: false,
    });
  });

  it("are taken over", () => {
    const args = ["--port", "5000", "--data", "/data/x", "--empty", "--ephemeral"];
    expect(startOptions(args)).toEqual({
      port: 5000,
      dataDir: "/data/x",
      isEmpty: true,
      isEphemeral: true,
    });
  });

  it.each([["--port", "0"], ["--port", "65530"], ["--port", "http"], ["--prot", "1"], ["extra"]])(
    "refuse %s %s",
    (...args) => {
      expect(() => startOptions(args)).toThrow(/--port|usage/);
    },
  );

  it("leave words to the other commands", () => {
    expect(commandOptions(["owner", "--data", "/d"], "usage")).toEqual({
      dataDir: "/d",
      words: ["owner"],
    });
  });
});

describe("the closing line of the tests", () => {
  const file = (status: string, tests: number) => ({
    name: "a.test.ts",
    status,
    assertionResults: Array.from({ length: tests }, () => ({})),
  });
  const report = (passed: number, failed: number, files: unknown[]) => ({
    numPassedTests: passed,
    numFailedTests: failed,
    testResults: files,
  });

  it.each([
    ["all passed", report(3, 0, [file("passed", 3)]), 0, "3 passed, 0 failed"],
    ["one failed", report(2, 1, [file("failed", 3)]), 1, "2 passed, 1 failed"],
    [
      "a file could not be run",
      report(3, 0, [file("passed", 3), file("failed", 0)]),
      1,
      "3 passed, 1 failed",
    ],
    ["an error lay outside any test", report(3, 0, [file("passed", 3)]), 1, "3 passed, 1 failed"],
  ])("counts when %s", (_what, vitestReport, exitCode, line) => {
    expect(closingLine(outcomeOf(vitestReport, exitCode))).toBe(line);
  });
});
