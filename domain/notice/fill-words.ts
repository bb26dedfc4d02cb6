import { invariant } from "../shared/invariant.ts";
import { toRfc3339 } from "../shared/time.ts";
import type { NoticeFact, NoticeState } from "./notice.ts";
import { namesOfCodes } from "./names-of-codes.ts";
import type { TemplateWords } from "./template-words.ts";
import type { NoticeLanguage } from "./templates.ts";

/** The facts of a notice put into the words of its template; an unknown fact is a defect. */
export function fillWords(
  { title, text: words }: TemplateWords,
  { template, facts, about }: Pick<NoticeState, "template" | "facts" | "about">,
  language: NoticeLanguage,
): TemplateWords {
  const said: Readonly<Record<string, NoticeFact | undefined>> = { ...about, ...facts };
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const fact = said[name];
      invariant(fact !== undefined, `${template} has the fact ${name}`);
      return inWords(name, fact, language) ?? shown(name, fact);
    });
  return { title: fill(title), text: fill(words) };
}

/** What has a name in the reader's language; nothing where it has none. */
function inWords(name: string, fact: NoticeFact, language: NoticeLanguage): string | undefined {
  const names = namesOfCodes[name]?.[String(fact)];
  return names?.[language === "zh-CN" ? "zh" : "en"];
}

/** Fen as yuan with two decimals, instants by Shanghai's clock to the minute, all else as it is. */
function shown(name: string, fact: NoticeFact): string {
  if (name.endsWith("Fen") && typeof fact === "number") return yuan(fact);
  if (name.endsWith("At") && typeof fact === "string")
    return toRfc3339(Date.parse(fact)).slice(0, 16).replace("T", " ");
  return String(fact);
}

/** Whole numbers only: 123456 fen are ¥1234.56. */
const yuan = (fen: number): string =>
  `¥${String(Math.trunc(fen / 100))}.${String(fen % 100).padStart(2, "0")}`;
