import { describe, expect, it } from "vitest";
import {
  closeJob,
  isClosed,
  JobState,
  openJob,
  refuseJob,
  startJob,
} from "../../../domain/job/job.ts";
import { JobId, MemberId } from "../../../domain/shared/ids.ts";

const at = Date.parse("2026-03-02T09:00:00+08:00");
const opened = openJob(
  {
    jobId: JobId.parse("job_01KJNP0000000000000000000A"),
    subject: {
      kind: "institutions",
      offices: [{ unitId: "unt_411102", department: "education" }],
    },
    authorId: MemberId.parse("mem_01KJNP0000000000000000000A"),
    correlationId: "test",
    file: {
      name: "机构名单.csv",
      contentType: "text/csv",
      sizeBytes: 10,
      sha256: `${"A".repeat(43)}=`,
    },
  },
  at,
);
const counts = { rows: 3, created: 1, updated: 0, unchanged: 1, refused: 1, warnings: 0 };

describe("a job", () => {
  it("is opened, started and closed, each on record", () => {
    expect(opened.job).toMatchObject({ status: "awaiting-upload", openedAt: at });
    expect(opened.event.name).toBe("job-opened");
    const started = startJob(opened.job, at + 1);
    expect(started?.job).toMatchObject({ status: "reading", startedAt: at + 1 });
    const closed = closeJob(started?.job ?? opened.job, counts);
    expect(closed.job).toMatchObject({ status: "done", counts, startedAt: at + 1 });
    expect(closed.event).toMatchObject({ name: "job-read", data: { counts } });
    for (const { job } of [opened, closed]) expect(JobState.parse(job)).toEqual(job);
  });

  it("that is being read goes on, on the day on which it started", () => {
    const started = startJob(opened.job, at);
    expect(started && startJob(started.job, at + 1)).toBeUndefined();
  });

  it("says why the file was refused, in both languages", () => {
    const refused = refuseJob(opened.job, {
      code: "file.not-csv",
      zh: "不是 CSV。",
      en: "No CSV.",
    });
    expect(refused.job.refusal).toEqual({ code: "file.not-csv", zh: "不是 CSV。", en: "No CSV." });
    expect(refused.event).toMatchObject({ name: "job-refused", data: { code: "file.not-csv" } });
  });

  it("is closed by either end, and by nothing else", () => {
    const refused = refuseJob(opened.job, { code: "file.not-csv", zh: "", en: "" });
    expect([opened.job, startJob(opened.job, at)?.job ?? opened.job].map(isClosed)).toEqual([
      false,
      false,
    ]);
    expect([refused.job, closeJob(opened.job, counts).job].map(isClosed)).toEqual([true, true]);
  });

  it("carries no name of the file into its events", () => {
    expect(JSON.stringify(opened.event)).not.toContain("名单");
  });
});
