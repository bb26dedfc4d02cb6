import { isStudentOf } from "../../adapters/repositories/guardian-students.ts";
import { studentRegistry } from "../../adapters/repositories/student-registry.ts";
import { keys } from "../../adapters/table/keys.ts";
import { type Change, commitCommand } from "../../adapters/unit-of-work.ts";
import { checkStudent } from "../../domain/enrolment/student.ts";
import { MemberId } from "../../domain/shared/ids.ts";
import { shanghaiDate } from "../../domain/shared/time.ts";
import { memberOf } from "../kit/access.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { orThrow } from "../kit/problem.ts";
import type { addStudent as contract } from "./contracts.ts";

export const addStudent = (kit: PersonalKit): UseCaseOf<typeof contract> => {
  const { table } = kit;
  const registry = studentRegistry(kit);

  return async ({ body }, context) => {
    const guardianId = MemberId.parse(memberOf(context).memberId);
    const fields = orThrow(checkStudent(body, shanghaiDate(context.now)));
    const found = await registry.findOrCreateStudent(fields);
    const { studentId } = found;
    // Who adds the same child again has what they asked for.
    const changes = (await isStudentOf(table, guardianId, studentId))
      ? [stillLinked(guardianId, studentId)]
      : await registry.link(found, guardianId, fields.name, context);
    return commitCommand(table, context, changes, { studentId });
  };
};

const stillLinked = (guardianId: string, studentId: string): Change => ({
  write: {
    kind: "check",
    key: keys.studentOfGuardian(guardianId, studentId),
    condition: { kind: "present" },
  },
});
