import type { Table } from "../../adapters/table/table.ts";
import { getClassRoster } from "../../functions/enrolment/get-class-roster.ts";
import { getRosterJob } from "../../functions/enrolment/get-roster-job.ts";
import { importRoster } from "../../functions/enrolment/import-roster.ts";
import { readRoster } from "../../functions/enrolment/read-roster.ts";
import * as contracts from "../../functions/enrolment/roster-contracts.ts";
import { httpLambda } from "../../functions/kit/http.ts";
import { uploadLambda } from "../../functions/kit/task.ts";
import { type Answer, call, type Caller, seedMember } from "./door.ts";
import { aMarket, anOpenClass, doors, type Doors, type Market } from "./enrolment.ts";
import { fixture } from "./institution-import.ts";
import { announcementOf, memoryUploads, type MemoryUploads, objectCreated } from "./uploads.ts";

/** The class of 30 pupils of the fixture, UTF-8 with BOM. */
export const ROSTER = fixture("roster-30.csv");

const text = new TextDecoder().decode(ROSTER);
export const [HEADING = "", ...LINES] = text.trimEnd().split(/\r?\n/);

export const rosterOf = (...lines: readonly string[]): Buffer =>
  Buffer.from([HEADING, ...lines].join("\n"));

/** Text in GB18030, as spreadsheets here write it: characters with two bytes, which is every common one. */
export function inGb18030(content: string): Buffer {
  const decoder = new TextDecoder("gb18030");
  const bytesOf = new Map<string, readonly number[]>();
  for (let first = 0x81; first <= 0xfe; first += 1)
    for (let second = 0x40; second <= 0xfe; second += 1)
      if (second !== 0x7f)
        bytesOf.set(decoder.decode(Uint8Array.of(first, second)), [first, second]);
  return Buffer.from(
    Array.from(content).flatMap((character) => {
      const code = character.charCodeAt(0);
      const bytes = code < 0x80 ? [code] : bytesOf.get(character);
      if (bytes === undefined) throw new Error(`${character} has no two bytes in GB18030`);
      return bytes;
    }),
  );
}

/** A market whose institution has a class, and hands in its list. */
export interface RosterSetting {
  readonly market: Market;
  readonly kit: Market["kit"] & MemoryUploads;
  readonly door: Doors;
  readonly classId: string;
  readonly owner: Caller;
  readonly teacher: Caller;
  /** Owner of another institution. */
  readonly stranger: Caller;
}

export async function rosterSetting(): Promise<RosterSetting> {
  const market = await aMarket();
  const kit = { ...market.kit, ...memoryUploads() };
  const door = doors(market);
  const { classId } = await anOpenClass(door);
  const teacher = await seedMember(kit.table, "teacher", {
    role: "institution",
    institutionId: market.institutionId,
    duties: ["teacher"],
  });
  const stranger = await seedMember(kit.table, "stranger", {
    role: "institution",
    institutionId: "ins_01KJNP0000000000000000000B",
    duties: ["owner"],
  });
  return { market, kit, door, classId, owner: market.owner, teacher, stranger };
}

type Query = Readonly<Record<string, string>>;

/** The calls that a class list is about, each through its whole wrapper. */
export function rosterDoors({ kit, owner, classId }: RosterSetting) {
  const ends = {
    importRoster: httpLambda(contracts.importRoster, importRoster, kit),
    getRosterJob: httpLambda(contracts.getRosterJob, getRosterJob, kit),
    getClassRoster: httpLambda(contracts.getClassRoster, getClassRoster, kit),
  };
  const announce = (
    bytes: Uint8Array,
    { as = owner, to = classId, change = {} }: { as?: Caller; to?: string; change?: object } = {},
  ): Promise<Answer> =>
    call(ends.importRoster, {
      as,
      path: { classId: to },
      body: { ...announcementOf("花名册.csv", bytes), ...change },
    });
  const deliver = (jobId: string, table: Table = kit.table): Promise<void> =>
    uploadLambda(
      contracts.readRoster,
      () => readRoster({ ...kit, table }),
      kit,
    )(objectCreated(`imports/rosters/${jobId}`));
  const upload = async (bytes: Uint8Array, to = classId): Promise<string> => {
    const jobId = String((await announce(bytes, { to })).body.jobId);
    kit.uploads.set(`imports/rosters/${jobId}`, bytes);
    return jobId;
  };
  const report = (jobId: string, as = owner, query: Query = { limit: "100" }) =>
    call(ends.getRosterJob, { as, path: { jobId }, query });
  return {
    announce,
    deliver,
    upload,
    report,
    /** Announces, uploads and reads a list; answers with the report on it. */
    handIn: async (bytes: Uint8Array, to = classId): Promise<Answer["body"]> => {
      const jobId = await upload(bytes, to);
      await deliver(jobId);
      return (await report(jobId)).body;
    },
    roster: (query: Query = { limit: "100" }, as = owner, of = classId) =>
      call(ends.getClassRoster, { as, path: { classId: of }, query }),
  };
}
