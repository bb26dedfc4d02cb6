import { fillIn } from "../../domain/shared/fill-in.ts";
import { InvariantBroken } from "../../domain/shared/invariant.ts";
import type { Bilingual, Refusal, RefusalFacts, Result } from "../../domain/shared/result.ts";
import { chineseFacts } from "./words.ts";
import { StoreUnavailable } from "../../adapters/table/table.ts";
import {
  type ErrorCode,
  httpStatusOf,
  isErrorCode,
  refusalTexts,
  ruleOf,
} from "./problem-table.ts";

export type Language = "zh" | "en";

export interface FieldError {
  /** For example `body.sessions[2].startsAt`. */
  readonly path: string;
  readonly message: string;
}

/** A refusal on its way to the caller. Thrown by use cases, turned into a problem by the wrapper. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly code: ErrorCode;
  readonly facts: RefusalFacts;
  readonly fields: readonly FieldError[];
  constructor(code: ErrorCode, facts: RefusalFacts = {}, fields: readonly FieldError[] = []) {
    super(code);
    this.code = code;
    this.facts = facts;
    this.fields = fields;
  }
}

/** Some head changed between reading and committing: the wrapper reloads once, then answers 409. */
export class Conflict extends Error {
  override readonly name = "Conflict";
}

export function refusalError(refusal: Refusal): Refused | InvariantBroken {
  return isErrorCode(refusal.code)
    ? new Refused(refusal.code, refusal.facts)
    : new InvariantBroken(`refusal ${refusal.code} has no text`);
}

/** The value of a decision; its refusal is thrown. */
export function orThrow<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw refusalError(result.refusal);
}

/** RFC 9457 with the platform's members. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ErrorCode;
  readonly detail: string;
  readonly correlationId: string;
  readonly rule?: string;
  readonly facts?: RefusalFacts;
  readonly fields?: readonly FieldError[];
}

const titles: Record<number, Bilingual> = {
  400: { zh: "请求有误", en: "Bad request" },
  401: { zh: "身份未确认", en: "Not authenticated" },
  403: { zh: "无权操作", en: "Not allowed" },
  404: { zh: "未找到", en: "Not found" },
  409: { zh: "状态冲突", en: "State conflict" },
  413: { zh: "内容过大", en: "Too large" },
  422: { zh: "规则不允许", en: "Refused by a rule" },
  500: { zh: "系统错误", en: "Internal error" },
  502: { zh: "银行拒绝", en: "The bank refused" },
  503: { zh: "暂不可用", en: "Unavailable" },
};

export function problemOf(error: Refused, language: Language, correlationId: string): Problem {
  const status = httpStatusOf(error.code);
  const rule = ruleOf(error.code);
  return {
    type: `urn:xiaowai:problem:${error.code}`,
    title: titles[status]?.[language] ?? error.code,
    status,
    code: error.code,
    detail: fillIn(refusalTexts[error.code][language], {
      ...(language === "zh" ? chineseFacts(error.facts) : error.facts),
      correlationId,
    }),
    correlationId,
    ...(rule === undefined ? {} : { rule }),
    ...(Object.keys(error.facts).length > 0 ? { facts: error.facts } : {}),
    ...(error.fields.length > 0 ? { fields: error.fields } : {}),
  };
}

/** Sorts whatever was thrown into the refusals a caller may see; everything unknown is a defect. */
export function asRefused(error: unknown): Refused {
  if (error instanceof Refused) return error;
  if (error instanceof Conflict) return new Refused("resource.changed");
  if (error instanceof StoreUnavailable) return new Refused("service.unavailable");
  if (error instanceof Error && error.name === "TimeoutError")
    return new Refused("service.unavailable");
  return new Refused("service.defect");
}
