import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { PREFIX } from "../../adapters/table/key-names.ts";
import { tasks, useCases } from "../../functions/contracts.ts";
import { sectionsOf } from "../support/markdown.ts";

const docs = join(import.meta.dirname, "../../docs");
const page = readFileSync(join(docs, "access-patterns.md"), "utf8");

/** The rows of all tables of the page: number, use case or occasion, keys, items. */
const patterns = page.split("\n").flatMap((line) => {
  const [, number = "", when = "", where = ""] = line.split("|").map((cell) => cell.trim());
  return /^\d+$/.test(number) ? [{ number: Number(number), when, where }] : [];
});

type Pattern = (typeof patterns)[number];

/** Whether a pattern goes to partitions of this prefix. */
const names = ({ where }: Pattern, prefix: string): boolean =>
  where.includes(`\`${prefix}#`) || where.includes(`= ${prefix}#`);

/** The patterns that a row says it is like. */
const referredBy = ({ where }: Pattern): readonly Pattern[] => {
  const numbers = /patterns? (\d+)(?: and (\d+))?/.exec(where)?.slice(1) ?? [];
  return patterns.filter(({ number }) => numbers.includes(String(number)));
};

/** What the wrapper does around every use case: the first table of the page. */
const OF_EVERY_CALL = patterns.filter(({ number }) => number < 10);

describe("the list of access patterns", () => {
  it("numbers each pattern once, in order", () => {
    const numbers = patterns.map(({ number }) => number);
    expect(numbers.length).toBeGreaterThan(30);
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
  });

  it("refers to no pattern that is not there", () => {
    const referred = page
      .match(/patterns? \d+( and \d+)?/g)
      ?.flatMap((reference) => reference.match(/\d+/g) ?? []);
    const numbers = patterns.map(({ number }) => String(number));
    expect(referred?.filter((number) => !numbers.includes(number))).toEqual([]);
  });

  it.each(Object.entries(PREFIX))("says who reaches the partitions of %s", (_name, prefix) => {
    expect(patterns.filter((pattern) => names(pattern, prefix))).not.toEqual([]);
  });

  it("names no partition that does not exist", () => {
    const named = patterns.flatMap(({ where }) =>
      [...where.matchAll(/`(?:gsi.pk = )?([A-Z]+)#[^`]*` \//g)].map(([, prefix]) => prefix),
    );
    const known: readonly (string | undefined)[] = Object.values(PREFIX);
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((prefix) => !known.includes(prefix))).toEqual([]);
  });

  it.each([...useCases, ...tasks])("tells what $id reads and writes", ({ id, touches }) => {
    const own = patterns.filter(({ when }) => when.includes(`\`${id}\``));
    const told = [...own, ...own.flatMap(referredBy), ...OF_EVERY_CALL];
    const touched = new Set([...(touches.reads ?? []), ...(touches.writes ?? [])]);
    if (touched.size > 0) expect(own).not.toEqual([]);
    expect(
      [...touched].filter((name) => !told.some((pattern) => names(pattern, PREFIX[name]))),
    ).toEqual([]);
  });
});

describe("the runbook", () => {
  const sections = sectionsOf(readFileSync(join(docs, "runbook.md"), "utf8"));
  const parts = ["What it means", "How to look", "What to do", "How to redrive"];

  it.each(tasks)("tells a person what to do when $id fails", ({ id, alarm }) => {
    const section = sections.get(alarm.runbook) ?? "";
    expect(section).toContain(`Task \`${id}\``);
    expect(parts.filter((part) => !section.includes(`**${part}.**`))).toEqual([]);
  });

  it("has no section for an alarm that nothing raises", () => {
    const raised = new Set<string>(tasks.map(({ alarm }) => alarm.runbook));
    const others = [...sections.keys()].filter((anchor) => !raised.has(anchor));
    expect(others).toEqual(["tools-for-every-alarm"]);
  });
});
