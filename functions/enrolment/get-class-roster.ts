import { aggregates } from "../../adapters/aggregates.ts";
import { type PupilOfClass, pupilsOfClass } from "../../adapters/repositories/class-pupils.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { namesOnRoster } from "../../adapters/repositories/roster-items.ts";
import { namesByGuardians } from "../../adapters/repositories/student-registry.ts";
import type { EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import type { StudentId } from "../../domain/shared/ids.ts";
import { maskName } from "../../domain/shared/mask.ts";
import { ownClass } from "../catalogue/own-class.ts";
import { cursors } from "../kit/cursor.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { type getClassRoster as contract, ROSTER_VIEWERS } from "./roster-contracts.ts";

/** Heads that one read of the table gives at most. */
const HEADS_A_READ = 100;

export const getClassRoster = (kit: PersonalKit): UseCaseOf<typeof contract> => {
  const { table, mac } = kit;
  const enrolments = aggregates(table, enrolmentKind);
  const pages = cursors(mac);

  async function ordersOf(pupils: readonly PupilOfClass[]): Promise<readonly EnrolmentState[]> {
    const ids = pupils.flatMap(({ enrolmentIds }) => enrolmentIds);
    const reads: Promise<readonly { readonly state: EnrolmentState }[]>[] = [];
    for (let first = 0; first < ids.length; first += HEADS_A_READ)
      reads.push(enrolments.findMany(ids.slice(first, first + HEADS_A_READ)));
    return (await Promise.all(reads)).flat().map(({ state }) => state);
  }

  return async ({ path: { classId }, query }, context) => {
    await ownClass(table, context, classId, ROSTER_VIEWERS);
    const filter = { classId };
    const place = await pages.read(context, filter, query.cursor);
    const behind = place?.["studentId"];
    const { pupils, isLast } = await pupilsOfClass(table, classId, {
      limit: query.limit,
      ...(behind === undefined ? {} : { behind }),
    });
    const orders = await ordersOf(pupils);
    const nameOf = await namesOf(kit, classId, pupils, orders);
    const last = pupils.at(-1);
    const next = isLast || last === undefined ? undefined : { studentId: last.studentId };
    return {
      pupils: pupils.map(({ studentId, isListed }) => {
        const name = nameOf(studentId);
        return {
          studentId,
          ...(name === undefined ? {} : { name: maskName(name) }),
          isListed,
          enrolments: orders
            .filter((order) => order.studentId === studentId)
            .map(({ enrolmentId, status }) => ({ enrolmentId, status })),
        };
      }),
      ...(await pages.write(context, filter, next)),
    };
  };
};

/** Names as the institution's list has them; of a pupil who only ordered, as the guardian wrote it. */
async function namesOf(
  kit: PersonalKit,
  classId: string,
  pupils: readonly PupilOfClass[],
  orders: readonly EnrolmentState[],
): Promise<(studentId: StudentId) => string | undefined> {
  const listed = pupils.filter(({ isListed }) => isListed).map(({ studentId }) => studentId);
  const unlisted = new Map(
    orders
      .filter(({ studentId }) => !listed.includes(studentId))
      .flatMap(({ studentId, guardianId }) =>
        guardianId === undefined ? [] : [[studentId, { studentId, guardianId }]],
      ),
  );
  const [onRoster, byGuardian] = await Promise.all([
    namesOnRoster(kit, classId, listed),
    namesByGuardians(kit, [...unlisted.values()]),
  ]);
  return (studentId) => {
    const link = unlisted.get(studentId);
    return link === undefined ? onRoster.get(studentId) : byGuardian(link);
  };
}
