import type { Persona } from "../door/control.ts";

/** The audience that the deployment `local` asks for. */
const AUDIENCE = "xiaowai";

/** A token proves who somebody is and nothing else: what a persona may do lies in the table. */
const persona = (name: string, description: string): Persona => ({
  name,
  description,
  claims: { sub: name, aud: AUDIENCE },
});

/** The people of the demo city, by the subject of their tokens. */
export const personas: readonly Persona[] = [
  persona("guardian-wang", "家长 a guardian"),
  persona("guardian-li", "家长 another guardian"),
  persona("owner", "机构负责人 owner of a training institution"),
  persona("finance", "机构财务 finance of the same institution"),
  persona("teacher", "机构教师 teacher of the same institution"),
  persona("county-officer", "源汇区教育局经办 county officer, proposes"),
  persona("county-officer-2", "源汇区教育局复核 second county officer, decides"),
  persona("sports-officer", "源汇区体育局 county officer of another department"),
  persona("neighbour-officer", "郾城区教育局 officer of the county beside"),
  persona("city-officer", "漯河市教育局 city officer"),
  persona("province-officer", "河南省教育厅 provincial officer"),
  persona("nation-officer", "教育部 national officer"),
  persona("stranger", "未登记账号 an account without any role"),
];
