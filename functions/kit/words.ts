/** Chinese words for the codes that refusals name as facts; what is not here is shown as it is. */
const words: Readonly<Record<string, string>> = {
  class: "班级",
  course: "课程",
  division: "行政区划",
  enrolment: "订单",
  institution: "机构",
  instruction: "拨付指令",
  job: "名单处理任务",
  lesson: "课时",
  notice: "通知",
  order: "订单",
  proposal: "复核事项",
  session: "课次",
  student: "学生",
  unit: "单位",
  complaint: "投诉",
  evidence: "证据",
  family: "家长",
  county: "县级主管部门",
  city: "市级主管部门",
  province: "省级主管部门",
  guardian: "家长",
  officer: "主管部门人员",
  bank: "银行",
  account: "已登录账号",
};

/** Which facts are such codes. */
const CODED = new Set(["kind", "role", "turn"]);

export const chineseFacts = (
  facts: Readonly<Record<string, string | number>>,
): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      CODED.has(name) ? (words[value] ?? value) : value,
    ]),
  );
