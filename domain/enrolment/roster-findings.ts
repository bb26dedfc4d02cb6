import { rowFindings, type FindingText } from "../shared/list-row.ts";

/**
 * What can be wrong with one pupil in a class list. Everything in such a list is personal data of minors, so no text
 * repeats a value; line and column say where it stands.
 */
export const rosterFindings = {
  ...rowFindings,
  "hidden-character": {
    severity: "error",
    zh: "“{column}”含不可见的控制字符，请删除后重新填写。",
    en: "“{column}” contains invisible control characters: delete them and enter it again.",
  },
  "text-empty": {
    severity: "error",
    zh: "“{column}”为空，请填写。",
    en: "“{column}” is empty: enter it.",
  },
  "text-too-long": {
    severity: "error",
    zh: "“{column}”有 {length} 个字符，最多 {most} 个；请核对。",
    en: "“{column}” has {length} characters, at most {most} are allowed: check it.",
  },
  "text-formula": {
    severity: "warning",
    zh: "“{column}”形似电子表格公式，已按文字保留；请核对。",
    en: "“{column}” looks like a spreadsheet formula and was kept as text: check it.",
  },
  "gender-unknown": {
    severity: "error",
    zh: "性别须填写：{allowed}。",
    en: "The gender has to be one of {allowed}.",
  },
  "id-kind-unknown": {
    severity: "error",
    zh: "证件类型不在允许范围内，请填写：{allowed}。",
    en: "The kind of identity document is not known: enter one of {allowed}.",
  },
  "id-malformed": {
    severity: "error",
    zh: "证件号码格式与证件类型不符，请核对证件（居民身份证为 17 位数字加 1 位数字或 X）。",
    en: "The number does not have the form of its document: check it (a resident ID has 17 digits and then a digit or X).",
  },
  "id-birth-date": {
    severity: "error",
    zh: "居民身份证号码第 7 至 14 位不是真实的日期，请核对证件。",
    en: "Digits 7 to 14 of the resident ID number are no real date: check the document.",
  },
  "id-check": {
    severity: "error",
    zh: "居民身份证号码校验码不符（GB 11643），请核对证件。",
    en: "The check character of the resident ID number is wrong (GB 11643): check the document.",
  },
  "id-duplicate": {
    severity: "error",
    zh: "证件号码与第 {firstLine} 行重复；每名学生只报一行，请删除或更正其中一行。",
    en: "The document number stands on line {firstLine} already: one row per pupil, delete or correct one of them.",
  },
  "date-format": {
    severity: "error",
    zh: "出生日期不是日期，请写成 2016-03-02 这样的形式。",
    en: "The birth date is not a date: write it like 2016-03-02.",
  },
  "date-impossible": {
    severity: "error",
    zh: "出生日期不是真实存在的日期，请核对证件。",
    en: "The birth date does not exist in the calendar: check the document.",
  },
  "birth-date-future": {
    severity: "error",
    zh: "出生日期晚于今天（{today}），请核对证件。",
    en: "The birth date lies after today ({today}): check the document.",
  },
  "birth-date-differs": {
    severity: "error",
    zh: "出生日期与居民身份证号码第 7 至 14 位不一致，请核对证件并更正其一。",
    en: "The birth date differs from digits 7 to 14 of the resident ID number: correct one of them by the document.",
  },
  "gender-differs": {
    severity: "warning",
    zh: "性别与居民身份证号码第 17 位不一致，请核对证件。",
    en: "The gender differs from digit 17 of the resident ID number: check the document.",
  },
  "relation-unknown": {
    severity: "error",
    zh: "与学生关系不在允许范围内，请填写：{allowed}。",
    en: "The relation to the pupil is not known: enter one of {allowed}.",
  },
  phone: {
    severity: "error",
    zh: "监护人手机不是有效的中国大陆手机号码，请更正。",
    en: "The guardian's number is not a mobile number of mainland China: correct it.",
  },
} as const satisfies Record<string, FindingText>;

export type RosterFinding = keyof typeof rosterFindings;
