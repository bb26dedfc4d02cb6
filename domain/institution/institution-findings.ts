import type { FindingText } from "../shared/list-row.ts";
import { rowFindings } from "../shared/list-row.ts";

/**
 * What can be wrong with one institution in an authority's list. Texts repeat values only where they are no personal
 * data: never a legal representative or a telephone number.
 */
export const institutionFindings = {
  ...rowFindings,
  "hidden-character": {
    severity: "error",
    zh: "“{column}”含不可见的控制字符，请删除后重新填写。",
    en: "“{column}” contains invisible control characters: delete them and enter it again.",
  },
  "name-empty": {
    severity: "error",
    zh: "机构名称为空，请按办学许可证填写。",
    en: "The name is empty: enter it as the licence has it.",
  },
  "name-too-long": {
    severity: "error",
    zh: "机构名称有 {length} 个字符，最多 {most} 个；请按办学许可证填写。",
    en: "The name has {length} characters, at most {most} are allowed: enter it as the licence has it.",
  },
  "name-formula": {
    severity: "warning",
    zh: "机构名称“{value}”形似电子表格公式，已按文字保留；请核对是否应为该名称。",
    en: "The name “{value}” looks like a spreadsheet formula and was kept as text: check that it is the name.",
  },
  "uscc-length": {
    severity: "error",
    zh: "统一社会信用代码“{value}”有 {length} 位，应为 18 位（GB 32100-2015）；请按登记证书填写。",
    en: "The social credit code “{value}” has {length} characters instead of 18 (GB 32100-2015): enter it as registered.",
  },
  "uscc-alphabet": {
    severity: "error",
    zh: "统一社会信用代码“{value}”含不允许的字符“{character}”（GB 32100-2015 不用 I、O、S、V、Z）；请按登记证书填写。",
    en: "The social credit code “{value}” contains “{character}”, which GB 32100-2015 does not allow (no I, O, S, V, Z): enter it as registered.",
  },
  "owner-uscc": {
    severity: "error",
    zh: "举办者统一社会信用代码“{value}”不是有效代码（GB 32100-2015）；请按登记证书填写，举办者为个人的请留空。",
    en: "“{value}” is no social credit code of an organiser (GB 32100-2015): enter it as registered, or leave it empty where a person runs the institution.",
  },
  "uscc-check": {
    severity: "warning",
    zh: "统一社会信用代码“{value}”校验码不符，按 GB 32100-2015 应为 {expected}；已转人工核对登记证书。",
    en: "The check character of the social credit code “{value}” should be {expected} by GB 32100-2015: a person will compare it with the registration.",
  },
  "uscc-duplicate": {
    severity: "error",
    zh: "统一社会信用代码“{value}”与第 {firstLine} 行重复；每个机构只报一行，请删除或更正其中一行。",
    en: "The social credit code “{value}” stands on line {firstLine} already: one row per institution, delete or correct one of them.",
  },
  "licence-empty": {
    severity: "error",
    zh: "办学许可证号为空，请填写；无许可证的机构不得列入。",
    en: "The licence number is empty: enter it. An institution without a licence cannot be listed.",
  },
  "licence-too-long": {
    severity: "error",
    zh: "办学许可证号有 {length} 个字符，最多 {most} 个；请核对。",
    en: "The licence number has {length} characters, at most {most} are allowed: check it.",
  },
  "date-format": {
    severity: "error",
    zh: "许可证有效期至“{value}”不是日期，请写成 2026-03-02 这样的形式。",
    en: "The licence's last day “{value}” is not a date: write it like 2026-03-02.",
  },
  "date-impossible": {
    severity: "error",
    zh: "许可证有效期至“{value}”不是真实存在的日期，请核对许可证。",
    en: "The licence's last day “{value}” does not exist in the calendar: check the licence.",
  },
  "licence-expired": {
    severity: "warning",
    zh: "许可证已于 {value} 到期（今天是 {today}）；机构保留但不得招生收费，换证后请更新。",
    en: "The licence ended on {value} (today is {today}): the institution is kept but may not sell; update it when renewed.",
  },
  "category-unknown": {
    severity: "error",
    zh: "类别“{value}”不在允许范围内，请填写：{allowed}。",
    en: "The category “{value}” is not known: enter one of {allowed}.",
  },
  "division-unknown": {
    severity: "error",
    zh: "行政区划代码“{value}”不存在，请填写机构所在县（市、区）的 6 位代码。",
    en: "The division code “{value}” does not exist: enter the 6 digits of the institution's county.",
  },
  "unit-outside": {
    severity: "error",
    zh: "行政区划代码“{value}”（{name}）不在您单位的管辖范围内；请删除该行，由当地主管单位上报。",
    en: "The division “{value}” ({name}) lies outside the area of your unit: delete the row, the authority there has to report it.",
  },
  "category-outside": {
    severity: "error",
    zh: "类别“{value}”不属于您部门的职责；请删除该行，由该类别的主管部门上报。",
    en: "The category “{value}” is not your department's: delete the row, the department in charge has to report it.",
  },
  "registered-elsewhere": {
    severity: "error",
    zh: "统一社会信用代码“{value}”的机构已由其他单位或部门登记，您单位不得改动；如已迁入，请由原登记单位或其上级办理。",
    en: "The institution with the code “{value}” is registered with another authority, and yours may not change it: if it has moved, the one there or the one above both has to enter it.",
  },
  "division-not-county": {
    severity: "error",
    zh: "行政区划代码“{value}”是{name}，不是县级；请填写机构所在县（市、区）的代码。",
    en: "The division code “{value}” is {name}, not a county: enter the code of the institution's county.",
  },
  "address-empty": {
    severity: "error",
    zh: "地址为空，请填写培训场所地址。",
    en: "The address is empty: enter the address of the training venue.",
  },
  "address-too-long": {
    severity: "error",
    zh: "地址有 {length} 个字符，最多 {most} 个；请缩短。",
    en: "The address has {length} characters, at most {most} are allowed: shorten it.",
  },
  "legal-person-empty": {
    severity: "error",
    zh: "法定代表人为空，请按登记证书填写。",
    en: "The legal representative is empty: enter the name as registered.",
  },
  "legal-person-too-long": {
    severity: "error",
    zh: "法定代表人姓名有 {length} 个字符，最多 {most} 个；请核对。",
    en: "The legal representative's name has {length} characters, at most {most} are allowed: check it.",
  },
  phone: {
    severity: "error",
    zh: "联系电话不是有效的手机号码或带区号的固定电话，请更正。",
    en: "The telephone number is neither a mobile number nor a fixed line with its area code: correct it.",
  },
  "area-text": {
    severity: "error",
    zh: "培训场所面积“{value}”不是数字，请用阿拉伯数字填写平方米数，最多两位小数。",
    en: "The venue's area “{value}” is not a number: enter square metres in digits, with two decimals at most.",
  },
  "area-negative": {
    severity: "error",
    zh: "培训场所面积“{value}”平方米须大于 0，请按实际面积填写。",
    en: "The venue's area of “{value}” square metres has to be above 0: enter the real area.",
  },
  "area-too-large": {
    severity: "error",
    zh: "培训场所面积“{value}”平方米超过 {most} 平方米，请核对单位。",
    en: "The venue's area of “{value}” square metres is above {most}: check the unit.",
  },
  "mode-unknown": {
    severity: "error",
    zh: "培训形式“{value}”不在允许范围内，请填写其中一项：{allowed}。",
    en: "The form of training “{value}” is not known: enter exactly one of {allowed}.",
  },
} as const satisfies Record<string, FindingText>;

export type InstitutionFinding = keyof typeof institutionFindings;
