import { describe, expect, it } from "vitest";
import { AlertStatus } from "../../../domain/alert/transitions.ts";
import { SessionStatus } from "../../../domain/catalogue/session.ts";
import { CourseStatus } from "../../../domain/catalogue/transitions.ts";
import { ComplaintStatus } from "../../../domain/complaint/transitions.ts";
import { SuspenseStatus } from "../../../domain/custody/pay-in.ts";
import { InstructionStatus } from "../../../domain/custody/transitions.ts";
import { OpeningDepositStatus } from "../../../domain/enrolment/opening-deposit.ts";
import { EnrolmentStatus } from "../../../domain/enrolment/transitions.ts";
import { JobStatus } from "../../../domain/job/job.ts";
import { DisputeStatus } from "../../../domain/lesson/dispute.ts";
import { LessonStatus } from "../../../domain/lesson/transitions.ts";
import { MeasureStatus } from "../../../domain/measure/transitions.ts";
import { ProposalStatus } from "../../../domain/proposal/proposal.ts";
import { FamilyLineStatus, MassRefundStatus } from "../../../domain/refund/mass-refund-state.ts";
import { VersionStatus } from "../../../domain/risk/versions/version.ts";
import { ComplaintFinding, ComplaintTurn } from "../../../domain/shared/complaint-codes.ts";
import { RefundStatus } from "../../../domain/shared/refund-words.ts";
import { AlertFinding, AlertMeasure } from "../../../domain/shared/risk-codes.ts";

import { chineseFacts } from "../../../functions/kit/words.ts";

const codes: Readonly<Record<string, readonly { readonly options: readonly string[] }[]>> = {
  status: [
    ...[AlertStatus, SessionStatus, CourseStatus, ComplaintStatus, SuspenseStatus],
    ...[InstructionStatus, OpeningDepositStatus, EnrolmentStatus, JobStatus, DisputeStatus],
    ...[LessonStatus, MeasureStatus, FamilyLineStatus, MassRefundStatus, RefundStatus],
  ],
  state: [ProposalStatus, VersionStatus],
  recorded: [InstructionStatus],
  turn: [ComplaintTurn],
  measure: [AlertMeasure],
  finding: [AlertFinding, ComplaintFinding],
};

const cases = Object.entries(codes).flatMap(([fact, enums]) =>
  [...new Set(enums.flatMap(({ options }) => options))].map((code) => ({ fact, code })),
);

describe("a Chinese refusal", () => {
  it.each(cases)("has a word for the $fact $code", ({ fact, code }) => {
    expect(chineseFacts({ [fact]: code })[fact]).toMatch(/^\p{Script=Han}/u);
  });

  it("shows a number, an id and a code of another fact as they are", () => {
    const facts = { status: 404, alertId: "open", reason: "done" };
    expect(chineseFacts(facts)).toEqual(facts);
  });
});
