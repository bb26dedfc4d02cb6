import { aggregates } from "../../adapters/aggregates.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { decideSignContract } from "../../domain/enrolment/sign-contract.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import type { signContract as contract } from "./contracts.ts";
import { ownEnrolment } from "./own-enrolment.ts";

export const signContract = ({ table }: Kit): UseCaseOf<typeof contract> => {
  const enrolments = aggregates(table, enrolmentKind);

  return async ({ path: { enrolmentId }, body }, context) => {
    const found = await ownEnrolment(enrolments, enrolmentId, context);
    const { enrolment, event } = orThrow(decideSignContract(found.state, body, context.now));
    return commitCommand(table, context, enrolments.change(found, enrolment, event, context), {
      enrolmentId,
      status: enrolment.status,
      contractNo: enrolment.contract.contractNo,
      signedAt: toRfc3339(context.now),
    });
  };
};
