import type * as z from "zod";
import type { RequestContext } from "./context.ts";
import type { InputOf, InputSchemas, UseCaseContract } from "./contract.ts";

/** A use case: from parsed input and the context of the call to the answer that its contract promises. */
export type UseCase<I extends InputSchemas, O extends z.ZodType> = (
  input: InputOf<I>,
  context: RequestContext,
) => Promise<z.input<O> | DoneBefore<z.input<O>>>;

/** The answer of a command that found everything as it was asked for: its contract names the status. */
export class DoneBefore<A> {
  readonly answer: A;
  constructor(answer: A) {
    this.answer = answer;
  }
}

/** The use case that a contract asks for. */
export type UseCaseOf<C> = C extends UseCaseContract<infer I, infer O> ? UseCase<I, O> : never;
