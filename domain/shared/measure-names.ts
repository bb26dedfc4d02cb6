import type { AlertMeasure } from "./risk-codes.ts";

/** What authorities do about a risk, as officers call it. */
export const measureNamesZh: Readonly<Record<AlertMeasure, string>> = {
  talk: "约谈",
  "stop-release": "暂停拨付",
  "stop-sale": "暂停收费",
  freeze: "冻结",
  rectify: "限期整改",
  inspect: "现场检查",
  "file-case": "立案",
  publish: "公示",
};
