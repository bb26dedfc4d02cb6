import { fillWords } from "./fill-words.ts";
import type { NoticeState } from "./notice.ts";
import { templateWords, type TemplateWords } from "./template-words.ts";
import type { NoticeLanguage } from "./templates.ts";

/** The words of a notice; that all of its facts are there, recording has checked. */
export const noticeWords = (
  notice: Pick<NoticeState, "template" | "facts" | "about">,
  language: NoticeLanguage,
): TemplateWords => fillWords(templateWords[notice.template][language], notice, language);
