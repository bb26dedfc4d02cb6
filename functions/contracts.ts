import type { TaskContract, UseCaseContract } from "./kit/contract.ts";
import * as alert from "./alert/contracts.ts";
import * as alertViews from "./alert/view-contracts.ts";
import * as warned from "./alert/warned-contracts.ts";
import * as identity from "./identity/contracts.ts";
import * as indicator from "./indicator/contracts.ts";
import * as indicatorTasks from "./indicator/task-contracts.ts";
import * as indicatorViews from "./indicator/view-contracts.ts";
import * as institution from "./institution/contracts.ts";
import * as freeze from "./institution/freeze-contracts.ts";
import * as proposal from "./proposal/contracts.ts";
import * as reference from "./reference/contracts.ts";
import * as subscription from "./subscription/contracts.ts";
import * as subscriptionTasks from "./subscription/task-contracts.ts";
import * as support from "./support/contracts.ts";
import * as catalogue from "./catalogue/contracts.ts";
import * as session from "./catalogue/session-contracts.ts";
import * as classEnd from "./catalogue/class-contracts.ts";
import * as enrolment from "./enrolment/contracts.ts";
import * as classChange from "./enrolment/change-contracts.ts";
import * as opening from "./enrolment/opening-contracts.ts";
import * as openingTasks from "./enrolment/opening-task-contracts.ts";
import * as roster from "./enrolment/roster-contracts.ts";
import * as complaint from "./complaint/contracts.ts";
import * as complaintAuthority from "./complaint/authority-contracts.ts";
import * as complaintEvidence from "./complaint/evidence-contracts.ts";
import * as complaintTasks from "./complaint/task-contracts.ts";
import * as complaintWorkflow from "./complaint/workflow-contracts.ts";
import * as complaintViews from "./complaint/view-contracts.ts";
import * as measure from "./measure/contracts.ts";
import * as measureSteps from "./measure/step-contracts.ts";
import * as measureViews from "./measure/view-contracts.ts";
import * as refund from "./refund/contracts.ts";
import * as refundBank from "./refund/bank-contracts.ts";
import * as classMoney from "./refund/class-contracts.ts";
import * as massRefund from "./refund/mass-refund-contracts.ts";
import * as refundParty from "./refund/party-contracts.ts";
import * as refundViews from "./refund/view-contracts.ts";
import * as refundWorkflow from "./refund/workflow-contracts.ts";
import * as custody from "./custody/contracts.ts";
import * as custodyFreeze from "./custody/freeze-contracts.ts";
import * as deadline from "./deadline/contracts.ts";
import * as dispute from "./lesson/dispute-contracts.ts";
import * as settlement from "./settlement/contracts.ts";
import * as finance from "./settlement/finance-contracts.ts";
import * as suspense from "./settlement/suspense-contracts.ts";
import * as lesson from "./lesson/contracts.ts";
import * as classNotice from "./notice/class-contracts.ts";
import * as notice from "./notice/contracts.ts";
import * as unitNotice from "./notice/unit-contracts.ts";
import * as risk from "./risk/contracts.ts";
import * as stream from "./stream/contracts.ts";
import * as supervision from "./supervision/contracts.ts";
import * as balance from "./supervision/balance-contracts.ts";
import * as deposit from "./supervision/deposit-contracts.ts";
import * as supervisionTasks from "./supervision/task-contracts.ts";

/** Every use case of the platform. */
export const useCases: readonly UseCaseContract[] = [
  ...catalogue.useCases,
  ...session.useCases,
  ...classEnd.useCases,
  ...enrolment.useCases,
  ...classChange.useCases,
  ...roster.useCases,
  ...opening.useCases,
  ...lesson.useCases,
  ...dispute.useCases,
  ...complaint.useCases,
  ...complaintEvidence.useCases,
  ...complaintAuthority.useCases,
  ...complaintViews.useCases,
  ...measure.useCases,
  ...measureSteps.useCases,
  ...measureViews.useCases,
  ...refund.useCases,
  ...refundParty.useCases,
  ...refundViews.useCases,
  ...refundBank.useCases,
  ...massRefund.useCases,
  ...custody.useCases,
  ...suspense.useCases,
  ...settlement.useCases,
  ...finance.useCases,
  ...supervision.useCases,
  ...balance.useCases,
  ...deposit.useCases,
  ...alert.useCases,
  ...alertViews.useCases,
  ...warned.useCases,
  ...risk.useCases,
  ...notice.useCases,
  ...unitNotice.useCases,
  ...identity.useCases,
  ...indicator.useCases,
  ...indicatorViews.useCases,
  ...proposal.useCases,
  ...reference.useCases,
  ...institution.useCases,
  ...freeze.useCases,
  ...subscription.useCases,
  ...support.useCases,
];

/** Every function that no person calls. */
export const tasks: readonly TaskContract[] = [
  ...complaintTasks.tasks,
  ...complaintWorkflow.tasks,
  ...roster.tasks,
  ...openingTasks.tasks,
  ...refundBank.tasks,
  ...massRefund.tasks,
  ...classMoney.tasks,
  ...refundWorkflow.tasks,
  ...custody.tasks,
  ...custodyFreeze.tasks,
  ...settlement.tasks,
  ...supervisionTasks.tasks,
  ...deadline.tasks,
  ...alert.tasks,
  ...risk.tasks,
  ...notice.tasks,
  ...classNotice.tasks,
  ...identity.tasks,
  ...indicatorTasks.tasks,
  ...reference.tasks,
  ...stream.tasks,
  ...institution.tasks,
  ...freeze.tasks,
  ...subscriptionTasks.tasks,
];
