import * as z from "zod";
import type { UseCaseContract } from "../../../functions/kit/contract.ts";
import type { Knock } from "./operations.ts";

const NOTHING = z.strictObject({}).optional();
const MOST_BYTES = 256 * 1024;

/** What is wrong with a request by the schemas of its contract alone, whatever the use case would say. */
export function inputFault(
  { input, method }: UseCaseContract,
  { path = {}, query = {}, body: sent }: Knock,
): "input.invalid" | "input.not-json" | "input.too-large" | undefined {
  const body = method === "GET" ? undefined : sent;
  const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body);
  if (Buffer.byteLength(text) > MOST_BYTES) return "input.too-large";
  const json = jsonIn(text);
  if (!json.isJson) return "input.not-json";
  const fits =
    (input.path?.safeParse(path).success ?? true) &&
    (input.query?.safeParse(query).success ?? Object.keys(query).length === 0) &&
    (input.body ?? NOTHING).safeParse(json.value).success;
  return fits ? undefined : "input.invalid";
}

function jsonIn(text: string): { readonly isJson: boolean; readonly value: unknown } {
  if (text === "") return { isJson: true, value: undefined };
  try {
    return { isJson: true, value: JSON.parse(text) as unknown };
  } catch {
    return { isJson: false, value: undefined };
  }
}
