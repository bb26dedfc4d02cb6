import * as z from "zod";
import type { BankDatabase } from "./bank-database.ts";
import { BankProblem } from "./bank-problem.ts";

const Answered = z.object({ request: z.string(), answer: z.string() });

/**
 * Does a request once, by the id that the platform gave it: the same id with the same body gets the first
 * answer, with another body a refusal. The work and its answer are one transaction.
 */
export function once(
  db: BankDatabase,
  operation: string,
  id: string,
  request: object,
  work: () => object,
): unknown {
  const text = JSON.stringify(request);
  return db.transaction((): unknown => {
    const found = db.row(
      Answered,
      "SELECT request, answer FROM answered WHERE operation = ? AND id = ?",
      operation,
      id,
    );
    if (found === undefined) {
      const answer = work();
      db.run(
        "INSERT INTO answered VALUES (?, ?, ?, ?)",
        operation,
        id,
        text,
        JSON.stringify(answer),
      );
      return answer;
    }
    if (found.request === text) return JSON.parse(found.answer);
    throw new BankProblem(409, "bank.id-reused", {
      zh: `编号 ${id} 已用于内容不同的请求。请使用新的编号，或原样重发。`,
      en: `The id ${id} was used for a request with other content. Use a new id, or send the same again.`,
    });
  });
}
