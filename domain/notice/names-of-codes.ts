import { indicatorNames } from "../risk/indicator-names.ts";
import { legalBases } from "../measure/legal-bases.ts";
import type { Bilingual } from "../shared/result.ts";

/** What people call the codes that notices hold, by the name of the fact. */
export const namesOfCodes: Readonly<Record<string, Readonly<Record<string, Bilingual>>>> = {
  indicatorId: indicatorNames,
  // Articles are cited by their official names, in whatever language.
  basis: Object.fromEntries(
    Object.entries(legalBases).map(([code, { article }]) => [code, { zh: article, en: article }]),
  ),
  level: {
    yellow: { zh: "黄色", en: "yellow" },
    red: { zh: "红色", en: "red" },
  },
};
