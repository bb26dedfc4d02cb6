import type * as z from "zod";
import type { Bilingual } from "../../domain/shared/result.ts";

/** A "no" of the bank, answered as a problem document (RFC 9457). */
export class BankProblem extends Error {
  override readonly name = "BankProblem";
  readonly status: number;
  readonly code: string;
  readonly texts: Bilingual;
  readonly fields: readonly FieldProblem[];
  constructor(
    status: number,
    code: string,
    texts: Bilingual,
    fields: readonly FieldProblem[] = [],
  ) {
    super(code);
    this.status = status;
    this.code = code;
    this.texts = texts;
    this.fields = fields;
  }
}

export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** Reads input by its schema, or refuses it field by field. */
export function readInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => ({
    field: issue.path.join("."),
    message: issue.message,
  }));
  throw new BankProblem(
    400,
    "bank.input-invalid",
    {
      zh: "请求内容不符合格式，请按 errors 中列出的字段逐一改正。",
      en: "The request does not fit its schema: correct each field listed in errors.",
    },
    fields,
  );
}

/** The body of a problem document, Chinese before English. */
export const problemBody = (problem: BankProblem) => ({
  type: "about:blank",
  title: problem.code,
  status: problem.status,
  code: problem.code,
  detail: `${problem.texts.zh} / ${problem.texts.en}`,
  ...(problem.fields.length === 0 ? {} : { errors: problem.fields }),
});
