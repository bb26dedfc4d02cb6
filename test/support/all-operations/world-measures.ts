import type { Caller } from "../door.ts";
import type { Ask } from "./ask.ts";
import type { Knock } from "./operations.ts";

/** Measures about institutions of the world, each where some operation can begin. */
export interface MeasuresOfTheWorld {
  /** The institution has to put something right. */
  readonly rectificationId: string;
  /** It says that it has. */
  readonly submittedId: string;
  readonly inspectionId: string;
  /** Stops the releases of the frozen institution; another officer has to confirm it. */
  readonly stopId: string;
}

const order = { basis: "prepaid-fees-2021-2", reason: "投诉集中，需核实" } as const;

export async function measuresOfTheWorld(
  ask: Ask,
  { owner, author }: { readonly owner: Caller; readonly author: Caller },
  institutionId: string,
  frozenInstitutionId: string,
): Promise<MeasuresOfTheWorld> {
  const path = { institutionId };
  const rectification = async () =>
    (await ask("orderRectification", author, { path, body: order })).measureId;
  const submittedId = await rectification();
  await ask("submitRectification", owner, {
    path: { measureId: submittedId },
    body: { text: "已整改" },
  });
  const stop = await ask("stopRelease", author, {
    path: { institutionId: frozenInstitutionId },
    body: order,
  });
  return {
    rectificationId: await rectification(),
    submittedId,
    inspectionId: (await ask("orderInspection", author, { path, body: order })).measureId,
    stopId: stop.measureId,
  };
}

export const requestsAboutMeasures = ({
  institutionId,
  rectificationId,
  submittedId,
  inspectionId,
}: MeasuresOfTheWorld & { readonly institutionId: string }): Readonly<Record<string, Knock>> => {
  const path = { institutionId };
  return {
    stopRelease: { path, body: order },
    stopSale: { path, body: order },
    talkToInstitution: { path, body: { ...order, talkAt: "2026-04-01T10:00:00+08:00" } },
    orderRectification: { path, body: order },
    orderInspection: { path, body: order },
    submitRectification: { path: { measureId: rectificationId }, body: { text: "已整改" } },
    returnRectification: { path: { measureId: submittedId }, body: { reason: "材料不全" } },
    recordInspection: {
      path: { measureId: inspectionId },
      body: { result: "in-order", seenHeadcount: 30, report: "正常上课" },
    },
    liftMeasure: {
      path: { measureId: submittedId },
      body: { outcome: "fulfilled", reason: "整改到位" },
    },
    listMeasures: {},
    listLegalBases: { query: { measure: "freeze" } },
    getMeasure: { path: { measureId: submittedId } },
    listInstitutionMeasures: { path },
    getInstitutionMeasure: { path: { measureId: submittedId } },
  };
};
