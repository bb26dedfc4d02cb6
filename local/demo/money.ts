import * as z from "zod";
import { Balances } from "../../domain/custody/balances.ts";
import { type Stage, StoryBroken } from "../demo-city/stage.ts";

/** Fen as people read money: `¥2,999.90`. */
export const yuan = (fen: number): string =>
  `¥${(fen / 100).toLocaleString("en", { minimumFractionDigits: 2 })}`;

/** Breaks the story when a number is not what the books say it has to be. */
export function expectFen(what: string, actual: number, expected: number): void {
  if (actual !== expected)
    throw new StoryBroken(`${what}: ${yuan(actual)} instead of ${yuan(expected)}`);
}

const Enrolment = z.object({ status: z.string(), balances: Balances });

/** Where the family's money is, as the family itself is told. */
export async function balancesOf(stage: Stage, guardian: string, enrolmentId: string) {
  const answer = await stage.as(guardian).get(`/family/v1/enrolments/${enrolmentId}`);
  return answer.expect(Enrolment).balances;
}

const BankAccounts = z.object({
  accounts: z.array(z.object({ accountNo: z.string(), kind: z.string(), balanceFen: z.int() })),
});

/** The bank's own books, of which the platform keeps the other side. */
export async function bankBalances(bankUrl: string): Promise<ReadonlyMap<string, number>> {
  const response = await fetch(`${bankUrl}/admin/accounts`);
  const { accounts } = BankAccounts.parse(await response.json());
  return new Map(accounts.map(({ accountNo, balanceFen }) => [accountNo, balanceFen]));
}

export const STATES = [
  ["paid", "已付 paid"],
  ["unconsumed", "未消课 unconsumed"],
  ["pending", "待确认 pending"],
  ["disputed", "有争议 disputed"],
  ["earned", "已确认 earned"],
  ["releasing", "拨付中 releasing"],
  ["released", "已拨付 released"],
  ["refunding", "退费中 refunding"],
  ["refunded", "已退费 refunded"],
] as const satisfies readonly (readonly [keyof Balances, string])[];
