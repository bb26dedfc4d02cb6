import * as z from "zod";
import type { LegalBasis, LegalMeasure } from "../shared/measure-codes.ts";
import type { Bilingual } from "../shared/result.ts";
import type { LocalDate } from "../shared/time.ts";
import { localDate } from "../shared/time.ts";

/** Whether the wording of an article was compared with the official text. */
export const Verification = z.enum(["sourced", "unverified"]);
export type Verification = z.infer<typeof Verification>;

/** An article on which measures rest: how it is named, what it says, and which measures it bears. */
interface Article extends Bilingual {
  readonly article: string;
  /** The day of the text's version that is meant. */
  readonly date: LocalDate;
  readonly measures: readonly LegalMeasure[];
  readonly verification: Verification;
}

/** What whoever rests an order on an article is told of how sure it is. */
export const verificationNotes: Readonly<Record<Verification, Bilingual>> = {
  sourced: {
    zh: "已与官方文本核对。",
    en: "Compared with the official text.",
  },
  unverified: {
    zh: "尚未与官方文本核对，须由人员核对。",
    en: "Not compared with the official text yet: somebody has to.",
  },
};

/**
 * The closed list of articles: an officer names one, and an order that rests on nothing is not given. Digests in
 * our own words; a place that has its own rules for stops is to have them added here, with their source.
 */
export const legalBases: Readonly<Record<LegalBasis, Article>> = {
  "private-education-41": {
    article: "民办教育促进法 第四十一条",
    date: localDate("2018-12-29"),
    zh: "教育行政部门及有关部门对民办学校实行督导",
    en: "The education authority and other departments inspect private schools and see to their quality",
    measures: ["talk", "inspect"],
    verification: "unverified",
  },
  "private-education-62": {
    article: "民办教育促进法 第六十二条",
    date: localDate("2018-12-29"),
    zh: "违法办学、管理混乱的，责令限期改正；情节严重的，责令停止招生",
    en: "A school that breaks the law or is badly managed is ordered to put it right in time; in serious cases to take no more pupils",
    measures: ["rectify", "stop-sale"],
    verification: "unverified",
  },
  "penalty-28": {
    article: "行政处罚法 第二十八条",
    date: localDate("2021-07-15"),
    zh: "实施行政处罚时，责令当事人改正或者限期改正违法行为",
    en: "Whoever is penalised is ordered to put the breach right, at once or in time",
    measures: ["rectify"],
    verification: "unverified",
  },
  "penalty-54": {
    article: "行政处罚法 第五十四条",
    date: localDate("2021-07-15"),
    zh: "发现依法应当给予处罚的行为，必须全面、客观、公正地调查，必要时可以进行检查",
    en: "What may have to be penalised is investigated fully and fairly, by inspection where that is needed",
    measures: ["inspect"],
    verification: "unverified",
  },
  "off-campus-penalty-22": {
    article: "校外培训行政处罚暂行办法（教育部令第53号）第二十二条",
    date: localDate("2023-10-15"),
    zh: "收费等违反规定的，责令限期改正；情节严重的，责令停止招收学员",
    en: "Breaches of the rules on fees and the like are put right in time; in serious cases no more pupils are taken",
    measures: ["rectify", "stop-sale"],
    verification: "unverified",
  },
  "prepaid-fees-2021-2": {
    article: "教监管函〔2021〕2号",
    date: localDate("2021-10-21"),
    zh: "预收费全部纳入监管，发现风险及时预警并采取措施，防范卷款跑路",
    en: "All prepaid fees are supervised; risks are warned of and met in time, so that nobody runs away with them",
    measures: ["talk", "stop-release", "stop-sale", "rectify", "inspect", "freeze"],
    verification: "unverified",
  },
};

/** Whether an article bears what is to be ordered. */
export const bears = (basis: LegalBasis, measure: LegalMeasure): boolean =>
  legalBases[basis].measures.includes(measure);
