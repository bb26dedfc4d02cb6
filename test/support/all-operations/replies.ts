import * as z from "zod";
import {
  type ErrorCode,
  httpStatusOf,
  refusalTexts,
} from "../../../functions/kit/problem-table.ts";
import type { UseCaseContract } from "../../../functions/kit/contract.ts";
import { errorsOf } from "../../../functions/kit/openapi.ts";
import { bodyOfReply, type Reply } from "./operations.ts";

/** The problem document as the interface promises it. */
const Problem = z.strictObject({
  type: z.string().startsWith("urn:xiaowai:problem:"),
  title: z.string().min(1),
  status: z.int(),
  code: z.string(),
  detail: z.string().min(1),
  correlationId: z.string().min(8),
  rule: z.string().optional(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  fields: z
    .array(z.strictObject({ path: z.string().min(1), message: z.string().min(1) }))
    .min(1)
    .optional(),
});
export type Problem = z.infer<typeof Problem>;

export const isYes = ({ status }: Reply): boolean => status >= 200 && status < 300;

export const problemOfReply = (reply: Reply): Problem => Problem.parse(bodyOfReply(reply));

/** Everything in which a reply is not what the contract promises; nothing where it is. */
export const faultsOf = (contract: UseCaseContract, reply: Reply): readonly string[] =>
  isYes(reply) ? faultsOfYes(contract, reply) : faultsOfNo(contract, reply);

function faultsOfYes(contract: UseCaseContract, reply: Reply): readonly string[] {
  const promised: readonly (number | undefined)[] = [
    contract.status ?? 200,
    contract.statusWhenDoneBefore,
  ];
  const parsed = contract.output.safeParse(bodyOfReply(reply));
  return [
    ...(promised.includes(reply.status) ? [] : [`the status ${reply.status} is not promised`]),
    ...(reply.headers["content-type"] === (contract.contentType ?? "application/json")
      ? []
      : [`the media type ${reply.headers["content-type"]} is not promised`]),
    ...(parsed.success ? [] : [`the answer is not promised: ${parsed.error.message}`]),
  ];
}

function faultsOfNo(contract: UseCaseContract, reply: Reply): readonly string[] {
  const parsed = Problem.safeParse(bodyOfReply(reply));
  if (!parsed.success) return [`no problem document: ${parsed.error.message} ${reply.text}`];
  const { code, status, detail, facts = {}, correlationId, type, fields } = parsed.data;
  const declared = errorsOf(contract).find((each) => each === code);
  if (declared === undefined) return [`${code} is not declared: ${detail}`];
  if (declared === "service.defect") return ["a defect"];
  const language = reply.headers["content-language"] === "en" ? "en" : "zh";
  const known = new Set([...Object.keys(facts), "correlationId"]);
  const empty = placeholdersOf(declared, language).filter((name) => !known.has(name));
  const faults: readonly (readonly [boolean, string])[] = [
    [status === reply.status, `${code} says ${status} in an answer of ${reply.status}`],
    [status === httpStatusOf(declared), `${code} is answered with ${status}`],
    [type === `urn:xiaowai:problem:${code}`, `${code} has the type ${type}`],
    [reply.headers["content-type"] === "application/problem+json", `${code} is no problem+json`],
    [reply.headers["x-correlation-id"] === correlationId, `${code} has two correlation ids`],
    [empty.length === 0, `${code} leaves ${empty.join()} open: ${detail}`],
    [isIn(language, detail), `${code} does not speak ${language}: ${detail}`],
    [
      code !== "input.invalid" || fields !== undefined,
      "input.invalid does not name what is invalid",
    ],
    ...(fields ?? []).map(
      ({ path, message }) =>
        [
          isIn(language, message) && !message.includes(" / "),
          `${path} is not explained in ${language}: ${message}`,
        ] as const,
    ),
  ];
  return faults.flatMap(([isFine, fault]) => (isFine ? [] : [fault]));
}

const placeholdersOf = (code: ErrorCode, language: "zh" | "en"): readonly string[] =>
  [...refusalTexts[code][language].matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");

/** English texts may name what is Chinese, so that only the beginning is looked at. */
const isIn = (language: "zh" | "en", detail: string): boolean =>
  language === "zh" ? /\p{Script=Han}/u.test(detail) : /^[A-Za-z0-9]/.test(detail);
