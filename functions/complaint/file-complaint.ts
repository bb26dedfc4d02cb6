import { aggregates } from "../../adapters/aggregates.ts";
import { complaintKind, respondentChange } from "../../adapters/repositories/complaint-items.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { decideFileComplaint } from "../../domain/complaint/file-complaint.ts";
import { ComplaintId, ID_PREFIXES, MemberId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { ownEnrolment } from "../enrolment/own-enrolment.ts";
import { memberOf, notFound } from "../kit/access.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { orThrow } from "../kit/problem.ts";
import { authoritiesOf } from "../kit/authorities.ts";
import { complainantsChange, readComplainants } from "./complainant.ts";
import { complaintRules } from "./complaint-rules.ts";
import type { fileComplaint as contract } from "./contracts.ts";
import { complaintNotices } from "./notices.ts";
import { standingOf, textChange } from "./step.ts";

export const fileComplaint = (kit: PersonalKit): UseCaseOf<typeof contract> => {
  const { table, units } = kit;
  const institutions = aggregates(table, institutionKind);
  const enrolments = aggregates(table, enrolmentKind);
  const complaints = aggregates(table, complaintKind);
  const rulesFor = complaintRules(kit);

  return async ({ body }, context) => {
    const { institutionId, enrolmentId, statement, complainant, members = [], ...filed } = body;
    const institution = await institutions.find(institutionId);
    if (institution === undefined) throw notFound("institution", institutionId);
    const order =
      enrolmentId === undefined
        ? undefined
        : (await ownEnrolment(enrolments, enrolmentId, context)).state;
    const people = readComplainants({ contact: complainant, members });
    const { category, countyUnitId } = institution.state;
    const authorities = await authoritiesOf(units, countyUnitId);
    invariant(authorities, `${institutionId} lies in a county, and the county in a province`);
    const { clocks, parameter } = await rulesFor(institution.state, context.now);
    const command = {
      ...filed,
      complaintId: ComplaintId.parse(context.newId(ID_PREFIXES.ComplaintId)),
      complainantId: MemberId.parse(memberOf(context).memberId),
      lessons: body.lessons ?? [],
      memberCount: 1 + people.members.length,
    };
    const respondent = { institutionId, category, ...authorities };
    const rules = { clocks, oldestMonths: parameter("complaint.oldest-months") };
    const decided = orThrow(decideFileComplaint(respondent, order, command, rules, context.now));
    const { complaint, event } = decided;
    return commitCommand(
      table,
      context,
      [
        ...complaints.create(complaint, event, context),
        respondentChange(complaint),
        await textChange(kit, complaint.complaintId, 1, statement),
        await complainantsChange(kit, complaint, people),
        ...complaintNotices(context, decided),
      ],
      standingOf(complaint),
    );
  };
};
