import * as z from "zod";
import { PublicJwk } from "../../adapters/signing/keys.ts";
import { DEPARTMENTS } from "../../domain/identity/competence.ts";
import { InstitutionDuty, OfficerDuty } from "../../domain/identity/member.ts";
import { BankId, InstitutionId, MemberId, UnitId } from "../../domain/shared/ids.ts";
import { defineTask, defineUseCase } from "../kit/contract.ts";

const Duties = z
  .array(InstitutionDuty)
  .min(1)
  .max(InstitutionDuty.options.length)
  .meta({ description: "Added to the duties that the member has there already" });

export const appointMember = defineUseCase({
  id: "appointMember",
  capability: "identity",
  end: "management",
  method: "POST",
  path: "/v1/institutions/{institutionId}/members",
  summary: {
    zh: "为机构任命人员（按名单导入的机构由此取得负责人账号）",
    en: "Gives an account duties in an institution; so one that came by list gets its owner",
  },
  access: { role: "officer", duties: ["institutions"] },
  input: {
    path: z.strictObject({ institutionId: InstitutionId }),
    body: z.strictObject({
      issuer: z.url().max(500).meta({ description: "`iss` of the account's tokens" }),
      subject: z.string().min(1).max(255).meta({ description: "`sub` of the account's tokens" }),
      duties: Duties,
    }),
  },
  output: z.strictObject({ memberId: MemberId, duties: z.array(InstitutionDuty) }),
  status: 201,
  errors: ["identity.outside-unit", "member.appoints-self"],
  touches: { reads: ["institution"], writes: ["member"] },
  load: { perSecond: 1 },
});

export const registerGuardian = defineUseCase({
  id: "registerGuardian",
  capability: "identity",
  end: "family",
  method: "POST",
  path: "/v1/guardians",
  summary: {
    zh: "以当前登录账号登记为家长（监护人）",
    en: "Registers the signed-in account as a guardian",
  },
  access: { role: "account" },
  input: {},
  output: z.strictObject({ memberId: MemberId }),
  status: 201,
  statusWhenDoneBefore: 200,
  errors: [],
  touches: { writes: ["member"] },
  load: { perSecond: 50 },
});

export const registerBankKey = defineTask({
  id: "registerBankKey",
  capability: "identity",
  summary: { zh: "登记银行的签名公钥", en: "Registers the public key that a bank signs with" },
  trigger: {
    kind: "operator",
    input: z.strictObject({
      bankId: BankId,
      jwk: PublicJwk.strict(),
      revokes: z
        .string()
        .optional()
        .meta({ description: "The key id of a live key that ends at the same moment" }),
    }),
  },
  touches: { writes: ["bank"] },
  alarm: {
    effect:
      "A bank cannot change its signing key; its notices will be refused when the old one ends.",
    runbook: "bank-key-not-registered",
  },
});

export const registerOfficer = defineTask({
  id: "registerOfficer",
  capability: "identity",
  summary: {
    zh: "由运维人员登记主管部门人员的岗位与职责",
    en: "Gives an account a post in an authority; how the first officers of a deployment come in",
  },
  trigger: {
    kind: "operator",
    input: z.strictObject({
      issuer: z.url().max(500),
      subject: z.string().min(1).max(255),
      unitId: UnitId,
      department: z.enum(DEPARTMENTS),
      duties: z.array(OfficerDuty).min(1),
    }),
  },
  touches: { reads: ["unit"], writes: ["member"] },
  alarm: {
    effect: "An officer cannot begin to work: the account has no post yet.",
    runbook: "officer-not-registered",
  },
});

export const useCases = [appointMember, registerGuardian];
export const tasks = [registerBankKey, registerOfficer];
