import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { refusalTexts } from "../../../functions/kit/refusal-table.ts";
import { withOwnRefusals } from "../../../local/build/refusal-texts.ts";

type Table = Readonly<Record<string, unknown>>;

/** The tables that a bundle with some code carries, as it reads them itself. */
function tablesBeside(code: string) {
  const bundle = withOwnRefusals(`[JSON.parse("@the refusals of this function@"),
    JSON.parse("@the words of this function@"), () => ${code}]`);
  const [refusals, words] = runInNewContext(bundle) as readonly [
    Readonly<Record<"refusalTexts" | "refusalStatuses", Table>>,
    Table,
  ];
  return { ...refusals, words: JSON.parse(JSON.stringify(words)) as Table };
}

describe("a bundle", () => {
  const named = tablesBeside(`refuse("proposal.already-decided", ["approved", "class"])`);

  it("carries the texts of the refusals that it names, and of those that anything may answer", () => {
    expect(Object.keys(named.refusalTexts)).toEqual(
      expect.arrayContaining(["proposal.already-decided", "resource.not-found"]),
    );
    expect(named.refusalTexts).not.toHaveProperty(["alert.closed"]);
    expect(named.refusalStatuses).toHaveProperty(["proposal.already-decided"]);
  });

  it("carries the words for the codes that it names, where a text of its own says such a fact", () => {
    expect(named.words).toEqual({ kind: { class: "班级" }, state: { approved: "已通过" } });
  });

  it("reads every text as it is written, with quotes of both kinds", () => {
    const codes = Object.keys(refusalTexts);
    const all = tablesBeside(JSON.stringify(codes));
    expect(JSON.parse(JSON.stringify(all.refusalTexts))).toEqual(refusalTexts);
  });
});
