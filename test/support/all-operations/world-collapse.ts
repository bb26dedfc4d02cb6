import { aggregates } from "../../../adapters/aggregates.ts";
import { institutionKind } from "../../../adapters/repositories/institution-kinds.ts";
import { keys } from "../../../adapters/table/keys.ts";
import { NO_MONEY } from "../../../domain/custody/balances.ts";
import { MassRefundOrdered, MassRefundPlanned } from "../../../events/mass-refund.ts";
import { eventLambda } from "../../../functions/kit/event.ts";
import * as contracts from "../../../functions/refund/mass-refund-contracts.ts";
import { planMassRefund } from "../../../functions/refund/plan-mass-refund.ts";
import { queueShares } from "../../../functions/refund/queue-shares.ts";
import type { Signer } from "../../../adapters/signing/keys.ts";
import { type Caller, seedMember } from "../door.ts";
import { busEventOf } from "../events.ts";
import { fundsOfficer } from "../institution.ts";
import type { Ask } from "./ask.ts";
import type { Knock } from "./operations.ts";
import type { WorldKit } from "./world-kit.ts";

/** An institution that was frozen, and whose families have been paid back; it is frozen still. */
export interface CollapseOfTheWorld {
  readonly frozenInstitutionId: string;
  readonly massRefundId: string;
}

/** Two officers freeze it and order the mass refund; nobody has a claim, so that it ends at once. */
export async function collapseOfTheWorld(
  kit: WorldKit,
  ask: Ask,
  { author, signer }: { readonly author: Caller; readonly signer: Signer },
  frozen: {
    readonly institutionId: string;
    readonly custodyAccountNo: string;
    readonly unitId: string;
  },
): Promise<CollapseOfTheWorld> {
  const { institutionId, custodyAccountNo } = frozen;
  const other = await seedMember(kit.table, "world-second-officer", fundsOfficer(frozen.unitId));
  const path = { institutionId };
  const approve = (proposalId: string) =>
    ask("decideProposal", other, {
      path: { proposalId },
      body: { decision: "approve", reason: "情况属实" },
    });
  const freeze = await ask("freezeInstitution", author, {
    path,
    body: { basis: "prepaid-fees-2021-2", reason: "门店关闭" },
  });
  await approve(freeze.proposalId);
  await ask("pushBalance", signer, {
    body: {
      custodyAccountNo,
      balanceFen: 0,
      asOf: new Date(kit.now()).toISOString(),
      serialCount: 1,
    },
  });
  const started = await ask("startMassRefund", author, { path, body: { reason: "无法履约" } });
  await approve(started.proposalId);
  const found = await aggregates(kit.table, institutionKind).find(institutionId);
  const massRefundId = found?.state.massRefundId;
  if (massRefundId === undefined) throw new Error("the mass refund was not ordered");
  const queue = { send: () => Promise.resolve() };
  const plan = eventLambda(contracts.planMassRefund, MassRefundOrdered, planMassRefund, kit);
  await plan(busEventOf(kit.table, MassRefundOrdered.name));
  const fill = eventLambda(contracts.queueShares, MassRefundPlanned, queueShares, {
    ...kit,
    queue,
  });
  await fill(busEventOf(kit.table, MassRefundPlanned.name));
  // Something for families lies in custody again, so that another may follow.
  const totals = { ...NO_MONEY, paid: 12_000, unconsumed: 12_000, enrolmentCount: 1 };
  const item = { ...keys.position(institutionId), type: "position", ...totals };
  await kit.table.commit([{ kind: "put", item }]);
  return { frozenInstitutionId: institutionId, massRefundId };
}

/** What officers ask about it, and about an institution that is not frozen. */
export const requestsAboutCollapse = ({
  institutionId,
  frozenInstitutionId,
  massRefundId,
}: CollapseOfTheWorld & { readonly institutionId: string }): Readonly<Record<string, Knock>> => ({
  freezeInstitution: {
    path: { institutionId },
    body: { basis: "prepaid-fees-2021-2", reason: "门店关闭，负责人失联" },
  },
  liftFreeze: {
    path: { institutionId: frozenInstitutionId },
    body: { reason: "已核实，恢复营业" },
  },
  startMassRefund: {
    path: { institutionId: frozenInstitutionId },
    body: { reason: "机构已无法履约" },
  },
  getMassRefund: { path: { institutionId: frozenInstitutionId, massRefundId } },
});
