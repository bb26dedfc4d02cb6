import { fen } from "../../domain/shared/money.ts";
import { Uscc, usccCheckCharacter } from "../../domain/institution/uscc.ts";
import type { InstitutionPlan } from "../demo-city/found-institution.ts";
import { INSTITUTION_COLUMNS } from "../../domain/institution/institution-fields.ts";

/** The institution that collapses: each run founds one of its own, since it does not come back. */

export const COLLAPSE_LESSONS = 12;
export const COLLAPSE_PRICE_FEN = fen(100_000);
/** The first of them has had a lesson when it comes to the collapse. */
export const COLLAPSE_FAMILIES = ["third", "fourth", "fifth"] as const;

export interface Cast {
  readonly plan: InstitutionPlan;
  readonly owner: string;
  readonly guardianOf: (which: (typeof COLLAPSE_FAMILIES)[number] | "latecomer") => string;
  readonly keyOf: (step: string) => string;
}

export function collapseCast(run: number): Cast {
  const owner = `runaway-owner-of-run-${run}`;
  const keyOf = (step: string): string => `demo-${run}-collapse-${step}`;
  return {
    owner,
    keyOf,
    guardianOf: (which) => `${which}-guardian-of-run-${run}`,
    plan: {
      ...institutionOf(run),
      payoutAccountNo: `62220217090${String(run).padStart(6, "0")}01`,
      staff: { [owner]: ["owner", "teacher"] },
      owner,
      course: {
        title: "少儿速写启蒙",
        subjectKey: "sketching",
        category: "culture-art",
        mode: "offline",
        lessonCount: COLLAPSE_LESSONS,
        priceFen: COLLAPSE_PRICE_FEN,
      },
      keyOf,
    },
  };
}

function institutionOf(run: number): Pick<InstitutionPlan, "uscc" | "list"> {
  const code = `91411102MADEM${String(run).padStart(4, "0")}`;
  const uscc = `${code}${usccCheckCharacter(Uscc.parse(`${code}0`))}`;
  const row = [
    `源汇区启航${run}号美术培训有限公司`,
    uscc,
    `校外4111028${String(run).padStart(5, "0")}`,
    "2036-12-31",
    "文化艺术",
    "411102",
    "源汇区滨河路21号3层",
    "周启航",
    "15839500001",
    "180",
    "线下",
  ];
  const lines = [INSTITUTION_COLUMNS, row].map((cells) => cells.join(","));
  return { uscc, list: Buffer.from(lines.join("\n")) };
}
