import { aggregates } from "../../adapters/aggregates.ts";
import { depositKind, findDepositHolder } from "../../adapters/repositories/deposit-items.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import { tellDepositBalance } from "../../domain/supervision/deposit.ts";
import { notFound } from "../kit/access.ts";
import { bankOf, happenedAt } from "../kit/bank-call.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import type { pushDepositBalance as contract } from "./deposit-contracts.ts";

/** A bank speaks of its own accounts only; another's looks as if it did not exist. */
export const pushDepositBalance = ({ table }: Kit): UseCaseOf<typeof contract> => {
  const institutions = aggregates(table, institutionKind);
  const deposits = aggregates(table, depositKind);

  return async ({ body }, context) => {
    const bankId = bankOf(context);
    const asOf = happenedAt(context, "asOf", body.asOf);
    const { depositAccountNo, ...pushed } = body;
    const holderId = await findDepositHolder(table, bankId, depositAccountNo);
    if (holderId === undefined) throw notFound("deposit-account", depositAccountNo);
    const [institution, found] = await Promise.all([
      institutions.find(holderId),
      deposits.find(holderId),
    ]);
    invariant(institution && found, `${depositAccountNo} holds the deposit of ${holderId}`);
    const told = { ...pushed, asOf };
    const decided = orThrow(tellDepositBalance(found.state, told, institution.state.uscc));
    const changes = decided ? deposits.change(found, decided.deposit, decided.event, context) : [];
    const { balance } = decided?.deposit ?? found.state;
    return commitCommand(table, context, changes, {
      asOf: toRfc3339(balance?.asOf ?? told.asOf),
    });
  };
};
