import type { RefusalCatalogue, RefuseFrom } from "../shared/refusal-text.ts";
import { refuse } from "../shared/result.ts";

/** What the supervision of prepaid fees refuses, and what it tells people. */
export const supervisionRefusals = {
  "supervision.deposit-already-bound": {
    zh: "机构 {institutionId} 已登记风险保证金账户 {depositAccountNo}，不能重复登记。",
    en: "Institution {institutionId} already keeps its deposit in account {depositAccountNo}: a second account cannot be registered.",
  },
  "supervision.deposit-account-taken": {
    zh: "账户 {depositAccountNo} 已登记为其他机构的风险保证金账户。请核对账号。",
    en: "Account {depositAccountNo} is registered as the deposit of another institution. Check the number.",
    rule: "风险保证金专户存储：教监管函〔2021〕2号",
  },
  "supervision.deposit-not-bound": {
    zh: "机构 {institutionId} 没有登记风险保证金账户；请先登记账户并由另一名经办人员审批。",
    en: "Institution {institutionId} has no registered deposit account. Register one, and have another officer approve it.",
  },
  "supervision.deposit-holder-differs": {
    zh: "账户 {depositAccountNo} 的户名统一社会信用代码为 {reportedUscc}，登记的机构为 {uscc}，余额未作记录。请银行与主管部门核对。",
    en: "Account {depositAccountNo} belongs to {reportedUscc} by the bank's books, and to {uscc} by the register. Nothing was recorded: bank and authority have to check it.",
  },
} as const satisfies RefusalCatalogue;

export type SupervisionRefusal = keyof typeof supervisionRefusals;

export const refuseSupervision: RefuseFrom<typeof supervisionRefusals> = refuse;
