import { createHash } from "node:crypto";
import { quarantineKeyOf } from "../../../adapters/uploads/upload-folders.ts";
import { DAY_MS } from "../../../domain/shared/time.ts";
import { seedCalendar } from "../deadlines.ts";
import type { Caller } from "../door.ts";
import { type Ask, askingOn } from "./ask.ts";
import type { WorldKit } from "./world-kit.ts";

/** Complaints of the world's family about its institution, each where some operation can begin. */
export interface ComplaintsOfTheWorld {
  /** The institution has to answer; a file was uploaded for it and awaits verification. */
  readonly complaintId: string;
  readonly evidenceId: string;
  /** The institution has answered. */
  readonly answeredComplaintId: string;
  /** The county has to take it up. */
  readonly countyComplaintId: string;
  readonly concludedComplaintId: string;
  /** The institution has let its time pass, and the clock has not been looked at since. */
  readonly overdueComplaintId: string;
}

export const aComplaintAbout = (institutionId: string, enrolmentId?: string) => ({
  institutionId,
  kind: "refund",
  happenedOn: "2026-02-20",
  ...(enrolmentId === undefined ? {} : { enrolmentId }),
  statement: "老师缺课三次，机构拒绝退费。",
  complainant: { name: "钟离若溪", phone: "13800000001", address: "源汇区人民路1号" },
  isAnonymousToInstitution: false,
  isAcceptedElsewhere: false,
});

const PDF = Buffer.from("%PDF-1.7 evidence");
export const evidenceAnnounced = {
  contentType: "application/pdf",
  contentLength: PDF.length,
  sha256: createHash("sha256").update(PDF).digest("base64"),
};

/** Files them by the platform's own operations. */
export async function complaintsOfTheWorld(
  kit: WorldKit,
  ask: Ask,
  { guardian, owner }: { readonly guardian: Caller; readonly owner: Caller },
  institutionId: string,
): Promise<ComplaintsOfTheWorld> {
  await seedCalendar(kit);
  const filed = async (asking: Ask = ask): Promise<string> => {
    const body = aComplaintAbout(institutionId);
    return (await asking("fileComplaint", guardian, { body })).complaintId;
  };
  const answered = async (): Promise<string> => {
    const complaintId = await filed();
    const body = { text: "已与家长沟通。" };
    await ask("respondToComplaint", owner, { path: { complaintId }, body });
    return complaintId;
  };
  const complaintId = await filed();
  const body = evidenceAnnounced;
  const { evidenceId } = await ask("addComplaintEvidence", guardian, {
    path: { complaintId },
    body,
  });
  kit.uploads.set(quarantineKeyOf({ complaintId, evidenceId }), PDF);
  const countyComplaintId = await answered();
  await ask("rejectResolution", guardian, {
    path: { complaintId: countyComplaintId },
    body: { text: "不认可。" },
  });
  const concludedComplaintId = await answered();
  await ask("acceptResolution", guardian, { path: { complaintId: concludedComplaintId } });
  const tenDaysAgo = askingOn({ ...kit, now: () => kit.now() - 10 * DAY_MS });
  return {
    complaintId,
    evidenceId,
    answeredComplaintId: await answered(),
    countyComplaintId,
    concludedComplaintId,
    overdueComplaintId: await filed(tenDaysAgo),
  };
}
