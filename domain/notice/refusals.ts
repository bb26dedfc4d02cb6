import type { RefusalCatalogue, RefuseFrom } from "../shared/refusal-text.ts";
import { refuse } from "../shared/result.ts";

export const noticeRefusals = {
  "notice.phone-invalid": {
    zh: "手机号格式不正确：须为中国大陆 11 位手机号。请改正后重试。",
    en: "The telephone number is not a mobile number of mainland China with 11 digits; correct it and try again.",
  },
  "notice.address-missing": {
    zh: "已选择通过 {channel} 接收通知，但未提供相应的邮箱或手机号。请补充，或将该渠道的通知类别留空。",
    en: "Notices by {channel} are asked for, but no address for it is given; add one, or leave the topics of that channel empty.",
  },
} as const satisfies RefusalCatalogue;

export type NoticeRefusal = keyof typeof noticeRefusals;

export const refuseNotice: RefuseFrom<typeof noticeRefusals> = refuse;
